import type { FailureDetail } from '../booking/failure.js';
import { STEERING_PROPERTIES } from '../booking/request-properties.js';

const EXACT: ReadonlyMap<string, string> = new Map(
  STEERING_PROPERTIES.map((name) => [name.toLowerCase(), name]),
);

/**
 * One error for each property that steers a booking, is missing, and is there in another case. Unknown properties are
 * ignored, so without this `count: 4` would book for one person and nobody would hear of it.
 */
export function misspeltIn(data: Readonly<Record<string, unknown>>): FailureDetail[] {
  const isGiven = (name: string) => (data[name] ?? null) !== null;
  const found = new Map<string, string>();
  for (const written of Object.keys(data)) {
    const name = EXACT.get(written.toLowerCase());
    if (name !== undefined && name !== written && isGiven(written) && !isGiven(name))
      found.set(name, written);
  }
  return [...found].map(([name, written]) => ({
    pointer: `/${name}`,
    code: 'spelling',
    message: `${name} is missing, and there is ${written}: did you mean ${name}? Names are case-sensitive.`,
  }));
}
