import { FAILURES } from '../../../src/booking/failure-codes.js';
import type { Sample } from '../samples/sample.js';
import type { ContractSchema } from '../schemas/contract.js';
import { openFormOf } from '../schemas/open-form.js';
import { printTypes } from './print-types.js';

const HEAD = '// Made by `npm run contracts`; changes are lost.\n';
const json = (value: unknown) => JSON.stringify(value, null, 2);

/** The generated modules of the types package, by file name. */
export function packageModules(
  schemas: readonly ContractSchema[],
  samples: readonly Sample[],
): Readonly<Record<string, string>> {
  return {
    'types.ts': `${HEAD}\n${printTypes(schemas.map(({ schema }) => schema))}`,
    'failures.ts': failuresModule(),
    'schemas.ts': schemasModule(schemas),
    'samples.ts': samplesModule(samples),
  };
}

function failuresModule(): string {
  return `${HEAD}
/** Every failure code: whose matter it is, whether a new request is sensible, whether a booking may exist, what it means, and what a producer should do. */
export const FAILURES = ${json(FAILURES)} as const;
`;
}

function schemasModule(schemas: readonly ContractSchema[]): string {
  const table = (of: (entry: ContractSchema) => unknown) =>
    json(Object.fromEntries(schemas.map((entry) => [entry.name, of(entry)])));
  const names = schemas.map(({ name }) => JSON.stringify(name)).join(' | ');
  return `${HEAD}
/** Names of the schemas. */
export type SchemaName = ${names};

/** JSON Schemas (draft 2020-12), one for each name. */
export type SchemaTable = Readonly<Record<SchemaName, Readonly<Record<string, unknown>>>>;

/** The schemas to check with what you write: nothing that is not described is allowed. */
export const SCHEMAS: SchemaTable = ${table(({ schema }) => schema)};

/** The schemas to check with what you read: later releases keep to them. */
export const OPEN_SCHEMAS: SchemaTable = ${table(({ schema }) => openFormOf(schema))};
`;
}

/** Types of the values of samples, by the beginning and the end of their names. A structured value is the whole event. */
const SAMPLE_TYPES: Readonly<Record<string, string>> = {
  'booking.requested/': 'BookingRequested',
  'booking.created/': 'BookingCreated',
  'booking.failed/': 'BookingFailed',
};

/** Every value stands beside its type, so types that do not fit the samples do not compile. */
function samplesModule(samples: readonly Sample[]): string {
  const types = Object.values(SAMPLE_TYPES).flatMap((type) => [type, `${type}Event`]);
  const entries = samples.map((sample) => {
    const type = sampleType(sample.name);
    const text = json(sample);
    return type === null ? text : `${text.slice(0, -'\n}'.length)} satisfies ${type}\n}`;
  });
  return `${HEAD}import type { SampleRecord } from '../sample-record.js';
import type { ${types.toSorted().join(', ')} } from './types.js';

/** Records of every event, mode and failure code. */
export const SAMPLES: readonly SampleRecord[] = [
${entries.join(',\n')},
];
`;
}

function sampleType(name: string): string | null {
  const [, type] = Object.entries(SAMPLE_TYPES).find(([folder]) => name.startsWith(folder)) ?? [];
  if (type === undefined) return null;
  return name.endsWith('.structured') ? `${type}Event` : type;
}
