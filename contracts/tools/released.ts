import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, formsOf } from './compatibility/verdict.js';
import { contractSchemas, writerOf } from './schemas/contract.js';
import type { JsonSchema } from './schemas/json-schema.js';

const SUFFIX = '.schema.json';

/** The newest release that is kept in a folder, or null where there is none. */
export function lastRelease(folder: string): string | null {
  const releases = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    : [];
  return releases.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? null;
}

/** The closed schemas of a release, by name. */
export function releasedSchemas(folder: string, release: string): ReadonlyMap<string, JsonSchema> {
  const files = readdirSync(join(folder, release)).filter((file) => file.endsWith(SUFFIX));
  return new Map(
    files.map((file) => [
      file.slice(0, -SUFFIX.length),
      JSON.parse(readFileSync(join(folder, release, file), 'utf8')) as JsonSchema,
    ]),
  );
}

/** Every schema of a release beside what it is now. A schema that is new is in none of them: nobody relies on it yet. */
export function comparisonsWith(released: ReadonlyMap<string, JsonSchema>): Comparison[] {
  const current = new Map(contractSchemas().map(({ name, schema }) => [name, schema]));
  return [...released].map(([name, schema]) => {
    const now = current.get(name);
    return {
      name,
      writer: writerOf(name),
      released: formsOf(schema),
      current: now === undefined ? null : formsOf(now),
    };
  });
}
