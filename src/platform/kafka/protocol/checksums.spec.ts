import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32c } from './crc32c.js';
import { murmur2, partitionFor } from './murmur2.js';

const kafkajsMurmur2 = createRequire(import.meta.url)(
  'kafkajs/src/producer/partitioners/default/murmur2',
) as (key: Buffer) => number;

describe('CRC-32C', () => {
  it.each([
    ['123456789', 'e3069283'],
    ['', '00000000'],
    ['00'.repeat(32), '8a9136aa'],
    ['ff'.repeat(32), '62a8ab43'],
    [Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex'), '46dd794e'],
  ])('of %s is what RFC 3720 says', (bytes, checksum) => {
    const input = bytes.length === 64 ? Buffer.from(bytes, 'hex') : Buffer.from(bytes);
    expect(crc32c(input).toString(16).padStart(8, '0')).toBe(checksum);
  });

  it('is the same however it is divided', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
        const at = Math.min(cut, bytes.length);
        expect(crc32c(bytes, at, bytes.length, crc32c(bytes, 0, at))).toBe(crc32c(bytes));
      }),
    );
  });
});

describe('murmur2', () => {
  it('is that of kafkajs and of Java for every key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (array) => {
        // A view into a larger buffer, as keys are.
        const key = Buffer.concat([Buffer.alloc(3), Buffer.from(array)]).subarray(3);
        expect(murmur2(key)).toBe(kafkajsMurmur2(key));
      }),
      { numRuns: 2_000 },
    );
  });

  // From UtilsTest of Apache Kafka's clients.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('of %s is %d', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('chooses a partition of a key of 1 MiB in linear time', () => {
    const key = Buffer.alloc(1024 * 1024, 'key');
    const { user } = process.cpuUsage();
    expect(partitionFor(key, 7)).toBe(partitionFor(Buffer.from(key), 7));
    expect(process.cpuUsage().user - user).toBeLessThan(500_000);
  });
});
