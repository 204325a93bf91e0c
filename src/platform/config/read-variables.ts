import { readFileSync } from 'node:fs';
import { hideInLogs } from '../logging/hidden-values.js';
import type { ConfigProblem } from './config-problems.js';
import type { Variable } from './variable.js';
import { type VariableName, VARIABLES } from './variables.js';

type ValueOf<V> = V extends Variable<infer T> ? T : never;

/** The values of all variables; `null` for what is not set and has no default. */
export type Values = { readonly [N in VariableName]: ValueOf<(typeof VARIABLES)[N]> | null };

/** The values when nothing is wrong: what is required or has a default is there, whatever is optional may still be null. */
export type Complete = { readonly [N in VariableName]: NonNullable<Values[N]> };

/**
 * Reads every variable, from its own name or, for a secret or a certificate, from the file named by NAME_FILE. All
 * problems are gathered; none repeats a value. From here on no log line holds the value of a secret.
 */
export function readVariables(env: NodeJS.ProcessEnv): { values: Values; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const entries = (Object.keys(VARIABLES) as VariableName[]).map((name) => {
    const variable: Variable<unknown> = VARIABLES[name];
    const found = rawText(name, env);
    if ('problem' in found) {
      problems.push({ variable: name, message: found.problem });
      return [name, null];
    }
    const raw = found.text ?? variable.default;
    if (raw === null) {
      if (variable.required)
        problems.push({ variable: name, message: `is missing. ${variable.description}` });
      return [name, null];
    }
    if (variable.secret) hideInLogs(name, raw);
    const read = variable.read(raw);
    if (read.ok) return [name, read.value];
    problems.push({ variable: name, message: read.rule });
    return [name, null];
  });
  return { values: Object.fromEntries(entries) as Values, problems };
}

function rawText(name: string, env: NodeJS.ProcessEnv): { text: string | null } | { problem: string } {
  const direct = env[name] === '' ? undefined : env[name];
  const file = env[`${name}_FILE`] === '' ? undefined : env[`${name}_FILE`];
  if (direct !== undefined && file !== undefined)
    return { problem: `is set, and ${name}_FILE too; keep one of them` };
  if (file === undefined) return { text: direct ?? null };
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text === '' ? { problem: `has nothing in the file that ${name}_FILE names` } : { text };
  } catch {
    return { problem: `cannot be read from the file that ${name}_FILE names` };
  }
}
