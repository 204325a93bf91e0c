/** Far deeper than any booking, and far from every parser's limit. */
const MAX_DEPTH = 32;

/** A JSON object, or why the bytes are none. */
export type ParsedObject =
  | { readonly ok: true; readonly object: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads bytes as one JSON object in UTF-8. Total: whatever the bytes are, it does not throw, and never repeats them. */
export function parseJsonObject(bytes: Buffer | null): ParsedObject {
  if (bytes === null) return { ok: false, why: 'The record has no value (a tombstone).' };
  if (bytes.length === 0) return { ok: false, why: 'The value is empty.' };
  if (bytes[0] === 0)
    return { ok: false, why: 'The value begins with a zero byte, as records of a schema registry do.' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8.decode(bytes));
  } catch {
    return { ok: false, why: 'The value is not JSON in UTF-8.' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { ok: false, why: 'The value is JSON, but not an object.' };
  }
  if (isDeeperThan(parsed, MAX_DEPTH)) {
    return { ok: false, why: `The value is nested deeper than ${MAX_DEPTH} levels.` };
  }
  return { ok: true, object: parsed as Record<string, unknown> };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
