import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reducedLetters } from './reduced-letters.js';

const reason = (name: string, text = 'x') => [name, Buffer.from(text)] as const;
const reasons = [
  reason('x-original-topic'),
  reason('x-error-code', 'MALFORMED_EVENT'),
  reason('x-failed-at'),
];
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
const texts = (headers: readonly (readonly [string, Buffer])[]) =>
  headers.map(([name, value]) => [name, value.toString()]);

describe('the smaller forms of a dead letter', () => {
  it('omit its value, then its own headers, then its key, and say so with size and hash', () => {
    const key = Buffer.from('key');
    const value = Buffer.from([0, 255, 1]);
    const letter = { topic: 'dlq', key, value, headers: [reason('theirs'), ...reasons] };
    const ofValue = [
      ['x-original-value-omitted', 'true'],
      ['x-original-value-size', '3'],
      ['x-original-value-sha256', sha256(value)],
    ];
    const [first, second, third, ...more] = reducedLetters(letter);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ topic: 'dlq', key, value: null });
    expect(texts(first!.headers)).toEqual([...texts(letter.headers), ...ofValue]);
    expect(second).toMatchObject({ key, value: null });
    const ofHeaders = [...texts(reasons), ...ofValue, ['x-original-headers-omitted', '1']];
    expect(texts(second!.headers)).toEqual(ofHeaders);
    expect(third).toMatchObject({ key: null, value: null });
    expect(texts(third!.headers)).toEqual([
      ...ofHeaders,
      ['x-original-key-omitted', 'true'],
      ['x-original-key-size', '3'],
      ['x-original-key-sha256', sha256(key)],
    ]);
  });

  it('keep the size and hash of the whole that a letter has from before', () => {
    const cut = [reason('x-original-value-size', '900000'), reason('x-original-value-sha256', 'whole')];
    const [first] = reducedLetters({ topic: 'dlq', key: null, value: Buffer.from('cut'), headers: cut });
    expect(texts(first!.headers)).toEqual([...texts(cut), ['x-original-value-omitted', 'true']]);
  });

  it('are below 64 KiB in the end and name the reason, whatever the record was', () => {
    const bytes = fc.uint8Array({ maxLength: 5_000, size: 'max' }).map((b) => Buffer.from(b));
    const name = fc.oneof(
      fc.string({ maxLength: 500 }),
      fc.constantFrom('x-error-code', 'x-failed-at'),
      fc.stringMatching(/^x-original-[a-z]{1,60}$/),
    );
    const headers = fc.array(fc.tuple(name, bytes), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(fc.option(bytes), fc.option(bytes), headers, (key, value, others) => {
        const last = reducedLetters({ topic: 'dlq', key, value, headers: [...others, ...reasons] }).at(-1)!;
        const size = last.headers.reduce((sum, [n, text]) => sum + n.length + text.length, 0);
        expect([last.key, last.value]).toEqual([null, null]);
        expect(size).toBeLessThan(64 * 1024);
        expect(texts(last.headers)).toEqual(expect.arrayContaining(texts(reasons)));
      }),
      { numRuns: 50 },
    );
  });
});
