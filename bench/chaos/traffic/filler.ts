import { Chance } from '../chance.js';

/** The largest filler. */
const MAX_FILLER_BYTES = 1024 * 1024;
const PATTERN_BYTES = 1_024;

let repeating: Buffer | null = null;
let random: Buffer | null = null;

/** So many bytes, 1 MiB at most, that compress well. All records share one buffer. They are no JSON and no UTF-8. */
export function repeatingBytes(size: number): Buffer {
  repeating ??= Buffer.alloc(MAX_FILLER_BYTES, randomBytes(PATTERN_BYTES));
  return repeating.subarray(0, size);
}

/** So many bytes, 1 MiB at most, that do not compress; always the same. */
export function randomBytes(size: number): Buffer {
  random ??= makeRandom(MAX_FILLER_BYTES);
  return random.subarray(0, size);
}

function makeRandom(size: number): Buffer {
  const chance = new Chance(1);
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 4) bytes.writeUInt32LE(chance.below(2 ** 32), at);
  // Never the beginning of a text, or of a registry's message.
  bytes[0] = 0xff;
  return bytes;
}
