/** Far deeper than any booking, and far from every parser's limit. */
const MAX_DEPTH = 32;
/** Far larger than any booking, and small enough for as many as are in memory at a time. */
const MAX_BYTES = 64 * 1024;

/** A JSON object, or why the bytes are none. */
export type ParsedObject =
  | { readonly ok: true; readonly object: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: string };

/** A byte order mark of UTF-8 is passed over. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** First bytes that no JSON in UTF-8 has, and what they are a sign of. */
const KNOWN_BEGINNINGS: readonly { readonly bytes: readonly number[]; readonly why: string }[] = [
  {
    bytes: [0],
    why: 'The value begins with a zero byte, as what the serialisers of a schema registry write; send plain JSON.',
  },
  {
    bytes: [0x1f, 0x8b],
    why: "The value is compressed with gzip; leave compression to the producer's own setting.",
  },
  { bytes: [0xff, 0xfe], why: 'The value is in UTF-16; send UTF-8.' },
  { bytes: [0xfe, 0xff], why: 'The value is in UTF-16; send UTF-8.' },
];

/** Reads bytes as one JSON object in UTF-8. Total: whatever the bytes are, it does not throw, and never repeats them. */
export function parseJsonObject(bytes: Buffer | null): ParsedObject {
  if (bytes === null) return no('The record has no value (a tombstone); send the request as its value.');
  if (bytes.length === 0) return no('The value is empty; send the request as a JSON object.');
  if (bytes.length > MAX_BYTES)
    return no(`The value is larger than ${MAX_BYTES / 1024} KiB; send nothing but the request.`);
  const known = KNOWN_BEGINNINGS.find(({ bytes: begin }) => begin.every((byte, i) => bytes[i] === byte));
  if (known !== undefined) return no(known.why);
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8.decode(bytes));
  } catch {
    return no('The value is not JSON in UTF-8.');
  }
  if (typeof parsed === 'string') {
    return no(
      'The value is a JSON text, not an object: it was encoded twice. With Debezium set transforms.outbox.table.expand.json.payload=true.',
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return no('The value is JSON, but not an object; send one request per record, as an object.');
  }
  if (isDeeperThan(parsed, MAX_DEPTH)) {
    return no(`The value is nested deeper than ${MAX_DEPTH} levels; a request has one.`);
  }
  return { ok: true, object: parsed as Record<string, unknown> };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

const no = (why: string): ParsedObject => ({ ok: false, why });
