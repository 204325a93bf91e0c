const POLYNOMIAL = 0x82f63b78;

/** Table `n` holds the remainder of each byte followed by `n` zero bytes, so that eight bytes are taken at a time. */
const TABLES = tables();

/**
 * The CRC-32C (Castagnoli) of `bytes` from `start` to `end`, unsigned. With the CRC of what came before as `previous` it goes
 * on, so that a large batch can be checked in steps.
 */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length, previous = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES;
  let crc = ~previous;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    const low = crc ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
    crc =
      t7[low & 0xff]! ^
      t6[(low >>> 8) & 0xff]! ^
      t5[(low >>> 16) & 0xff]! ^
      t4[low >>> 24]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < end; i += 1) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!;
  return ~crc >>> 0;
}

type Tables = [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

function tables(): Tables {
  const all = Array.from({ length: 8 }, () => new Uint32Array(256)) as Tables;
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
    all[0][byte] = crc;
  }
  for (let n = 1; n < 8; n += 1) {
    for (let byte = 0; byte < 256; byte += 1) {
      const before = all[n - 1]![byte]!;
      all[n]![byte] = (before >>> 8) ^ all[0][before & 0xff]!;
    }
  }
  return all;
}
