import { AdminInputError, check, objectOf } from './admin-input.js';
import { type Catalogue, STATUSES } from './catalogue.js';

const isId = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const areIds = (value: unknown) => Array.isArray(value) && value.every(isId);
const isList = (value: unknown) => Array.isArray(value);

const id = ['a whole number of 1 or more', isId] as const;
const ids = ['a list of whole numbers of 1 or more', areIds] as const;
const name = ['a text', (v: unknown) => typeof v === 'string'] as const;

const RESOURCE = { Id: id, Name: name, Capacity: id, BookingServiceIds: ids };
const RESOURCE_OPTIONS = {
  answers: [`one of ${STATUSES.join(', ')}`, (v: unknown) => STATUSES.some((s) => s === v)],
  payment: ['true or false', (v: unknown) => typeof v === 'boolean'],
} as const;
const SERVICE = { Id: id, Name: name, Duration: id };
const CATALOGUE = {
  resources: ['a list', isList],
  services: ['a list', isList],
  customers: ids,
  open: ['an object with "from" and "to"', (v: unknown) => typeof v === 'object' && v !== null],
} as const;

/** A whole catalogue; whatever is missing or wrong is an {@link AdminInputError}. */
export function readCatalogue(json: unknown): Catalogue {
  const catalogue = whole(json, 'The catalogue', CATALOGUE);
  for (const resource of catalogue.resources as unknown[])
    whole(resource, 'A resource', RESOURCE, RESOURCE_OPTIONS);
  for (const service of catalogue.services as unknown[]) whole(service, 'A service', SERVICE);
  whole(catalogue.open, '"open"', { from: id, to: id });
  return catalogue as unknown as Catalogue;
}

function whole(
  json: unknown,
  what: string,
  required: Parameters<typeof check>[1],
  optional: Parameters<typeof check>[1] = {},
): Readonly<Record<string, unknown>> {
  const fields = objectOf(json, what);
  const missing = Object.keys(required).filter((key) => fields[key] === undefined);
  if (missing.length > 0) throw new AdminInputError(`${what} must have ${missing.join(', ')}.`);
  check(fields, { ...required, ...optional });
  return fields;
}
