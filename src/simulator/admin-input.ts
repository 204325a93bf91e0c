import { ACTIONS } from './actions.js';
import { type ArmedFault, type FaultName, FAULTS } from './faults.js';
import { ALL_RIGHTS } from './tokens.js';

/** What was sent to the admin port cannot be used; the message says what is wrong and what would be right. */
export class AdminInputError extends Error {}

type Rule = readonly [expected: string, holds: (value: unknown) => boolean];

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const isDelay = (value: unknown) => typeof value === 'number' && value >= 0;
const isRange = (value: unknown) =>
  Array.isArray(value) && value.length === 2 && value.every(isDelay) && value[0] <= value[1];

const FAULT_RULES: Readonly<Record<keyof ArmedFault, Rule>> = {
  fault: [
    `one of ${Object.keys(FAULTS).join(', ')}`,
    (v) => typeof v === 'string' && Object.hasOwn(FAULTS, v),
  ],
  action: [
    `one of ${Object.keys(ACTIONS).join(', ')}`,
    (v) => typeof v === 'string' && Object.hasOwn(ACTIONS, v),
  ],
  customerId: ['a whole number', Number.isInteger],
  times: ['a whole number of 1 or more', isCount],
  rate: ['a number from 0 to 1', (v) => typeof v === 'number' && v >= 0 && v <= 1],
  seed: ['a whole number', Number.isInteger],
  delayMs: ['milliseconds, or [from, to]', (v) => isDelay(v) || isRange(v)],
};

/** JSON, or an {@link AdminInputError}. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AdminInputError('The body is not JSON. Send JSON in UTF-8.');
  }
}

/** One fault or a list of them, every one checked before any is used. */
export function readFaults(json: unknown): readonly ArmedFault[] {
  return (Array.isArray(json) ? json : [json]).map((item) => {
    const fields = objectOf(item, 'A fault');
    if (!('fault' in fields)) throw new AdminInputError(`"fault" is missing: ${FAULT_RULES.fault[0]}.`);
    check(fields, FAULT_RULES);
    return { ...fields, fault: fields.fault as FaultName };
  });
}

/** A list of known rights. */
export function readRights(json: unknown): readonly string[] {
  const isRight = (value: unknown) => ALL_RIGHTS.includes(value as string);
  if (!Array.isArray(json) || !json.every(isRight))
    throw new AdminInputError(`Rights are a list of any of ${ALL_RIGHTS.join(', ')}.`);
  return json as string[];
}

/** The sequence after which to list; 0 without one. */
export function readAfter(parameters: URLSearchParams): number {
  const after = Number(parameters.get('after') ?? 0);
  if (!Number.isInteger(after) || after < 0)
    throw new AdminInputError('"after" must be a sequence: a whole number of 0 or more.');
  return after;
}

/** The properties of an object, or an {@link AdminInputError} that begins with `what`. */
export function objectOf(json: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new AdminInputError(`${what} must be a JSON object.`);
  return json as Record<string, unknown>;
}

/** Holds every property against its rule; one without a rule is refused, as a misspelt one would be lost. */
export function check(
  fields: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, Rule>>,
): void {
  for (const [name, value] of Object.entries(fields)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined)
      throw new AdminInputError(`"${name}" is not known. Known are ${Object.keys(rules).join(', ')}.`);
    if (!rule[1](value)) throw new AdminInputError(`"${name}" must be ${rule[0]}.`);
  }
}
