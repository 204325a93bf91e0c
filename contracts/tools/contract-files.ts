import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { buildAsyncApi } from './asyncapi/build-asyncapi.js';
import { contractSamples } from './samples/samples.js';
import { contractSchemas } from './schemas/contract.js';
import { openFormOf } from './schemas/open-form.js';
import { packageModules } from './types/print-modules.js';

/** Folders below contracts/ that hold nothing but what is generated. */
export const GENERATED_FOLDERS = ['schemas', 'samples', 'src/generated'];

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated file of contracts/, by its path there. The same code gives the same files. */
export function contractFiles(version: string): ReadonlyMap<string, string> {
  const schemas = contractSchemas();
  const samples = contractSamples();
  const asyncApi = stringify(buildAsyncApi(schemas, samples, version), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return new Map([
    ...schemas.map(({ name, schema }) => [`schemas/${name}.schema.json`, json(schema)] as const),
    ...schemas.map(
      ({ name, schema }) => [`schemas/open/${name}.schema.json`, json(openFormOf(schema))] as const,
    ),
    ...samples.map(({ name, ...record }) => [`samples/${name}.json`, json(record)] as const),
    ...Object.entries(packageModules(schemas, samples)).map(
      ([name, text]) => [`src/generated/${name}`, text] as const,
    ),
    // npm packs only a license that stands beside the package.json.
    ['LICENSE', readFileSync('LICENSE', 'utf8')] as const,
    ['asyncapi.yaml', `# Made by \`npm run contracts\`; changes are lost.\n${asyncApi}`] as const,
  ]);
}
