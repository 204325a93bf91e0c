import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AcceptedSlice } from '../../src/intake/accept-slice.js';
import { accepted, requestRecord, sliceOf } from '../support/slices.js';
import { openStores, type Stores } from '../support/stores.js';

const MINUTE = 60_000;
const BATCH = 500;

/** An id that no index row holds: incompressible, and larger than 2,704 bytes. */
const longId = () => `long-${randomBytes(2_500).toString('base64url')}`;
/** An id that LATIN2 has no letters for. */
const horseId = () => `🐎-${randomBytes(8).toString('hex')}`;

/** The slice, with the ids of the requests at these places replaced. */
function withIds(slice: AcceptedSlice, places: ReadonlySet<number>, id: () => string): AcceptedSlice {
  const readings = slice.readings.map((reading, i) =>
    reading.became === 'request' && places.has(i)
      ? { ...reading, request: { ...reading.request, eventId: id() } }
      : reading,
  );
  return { ...slice, readings };
}

/** Offsets that the database holds, as requests and as dead letters, and how far it says that it has read. */
async function held(t: Stores) {
  const numbers = (rows: { n: string }[]) => rows.map(({ n }) => Number(n));
  const [requests, letters, positions, published] = await Promise.all([
    t.sql<{ n: string }>('SELECT from_offset AS n FROM booking_requests ORDER BY 1'),
    t.sql<{ n: string }>(
      "SELECT record_offset AS n FROM dead_letters WHERE error_code = 'NOT_STORABLE' AND value IS NOT NULL ORDER BY 1",
    ),
    t.sql<{ n: string }>('SELECT next_offset AS n FROM read_positions'),
    t.sql<{ n: string }>("SELECT count(*) AS n FROM outbox_events WHERE topic IN ('dlq', 'failed')"),
  ]);
  return {
    requests: numbers(requests),
    letters: numbers(letters),
    next: numbers(positions),
    published: numbers(published)[0],
  };
}

describe.each([
  ['UTF8', longId],
  ['LATIN2', horseId],
] as const)('row refused by the database: in a database of encoding %s', (encoding, badId) => {
  let t: Stores;

  beforeAll(async () => {
    t = await openStores(encoding);
  }, MINUTE);
  afterEach(() => t.clear());
  afterAll(() => t.close());

  const store = async (size: number, places: readonly number[]) => {
    const bad = new Set(places.filter((place) => place < size));
    const records = Array.from({ length: size }, (_, i) => requestRecord(i));
    const stored = await t.intake.store(withIds(accepted(sliceOf(records)), bad, badId));
    const all = records.map((_, i) => i);
    expect(await held(t)).toEqual({
      requests: all.filter((i) => !bad.has(i)),
      letters: all.filter((i) => bad.has(i)),
      next: [size],
      published: 2 * bad.size,
    });
    expect(stored).toEqual({
      waiting: size - bad.size,
      invalid: 0,
      deadLetters: bad.size,
      redelivered: 0,
    });
  };

  it(
    'every other row of a batch is stored, refused ones are dead letters, and the offset goes on, wherever they are',
    async () => {
      const places = fc.array(fc.nat(BATCH - 1), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(places, async (some) => {
          await t.clear();
          await store(BATCH, some);
        }),
        { numRuns: 6, endOnFailure: true },
      );
    },
    2 * MINUTE,
  );

  it(
    'nothing but refused rows is nothing but dead letters',
    () =>
      store(
        40,
        Array.from({ length: 40 }, (_, i) => i),
      ),
    MINUTE,
  );

  it('a refused row that comes again changes nothing', async () => {
    const slice = withIds(accepted(sliceOf([requestRecord(0), requestRecord(1)])), new Set([1]), badId);
    await t.intake.store(slice);
    const before = await held(t);
    expect(await t.intake.store(slice)).toEqual({ waiting: 0, invalid: 0, deadLetters: 0, redelivered: 2 });
    expect(await held(t)).toEqual(before);
  });

  it('a text of the customer is stored and read back, and an unreadable record is kept byte for byte, whatever their letters', async () => {
    const note = 'Těším se 🐎 日本 \u0000';
    const value = JSON.parse(requestRecord(0).value!.toString()) as object;
    const withNote = requestRecord(0, {
      value: Buffer.from(JSON.stringify({ ...value, CustomerNote: note })),
    });
    const poison = requestRecord(1, {
      key: Buffer.from('🐎'),
      value: Buffer.from('no JSON 🐎'),
      headers: [['název 🐎', Buffer.from([0xff, 0x00])]],
    });
    const stored = await t.intake.store(accepted(sliceOf([withNote, poison])));
    expect(stored).toMatchObject({ waiting: 1, deadLetters: 1 });
    const [claimed] = (await t.claims.claim(1, 'one', MINUTE)).claimed;
    expect(claimed?.call.CustomerNote).toBe(note);
    const [letter] = await t.database.client.deadLetter.findMany();
    expect(letter).toMatchObject({ headers: [['název 🐎', Buffer.from([0xff, 0x00]).toString('base64')]] });
    expect([Buffer.from(letter!.key!), Buffer.from(letter!.value!)]).toEqual([poison.key, poison.value]);
  });
});
