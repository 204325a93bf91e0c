import { execFile } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { failed, outcomeEventOf } from '../../src/booking/outcome.js';
import { failureOfRefusal } from '../../src/booking/refusal.js';
import { RefusalsStore } from '../../src/booking/refusals.store.js';
import type { Move } from '../../src/booking/transition.js';
import { compiled } from '../support/stack.js';
import { openStores, type Stores } from '../support/stores.js';
import { waitUntil } from '../support/wait-until.js';

const DAY_MS = 86_400_000;
const MANY = 20_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

let t: Stores;
let refusals: RefusalsStore;
let customers = 0;

beforeAll(async () => {
  t = await openStores();
  refusals = new RefusalsStore(t.database);
}, 60_000);

afterAll(() => t.close());

beforeEach(() => t.clear());

/** The move of a request that Reservanto refused. */
function settlement(parameters: string[], messages: string[], at: Date, httpStatus = 200): Move {
  const outcome = failed(failureOfRefusal({ httpStatus, parameters, messages }));
  const request = {
    account: 'default',
    source: 'urn:test',
    eventId: `refused-${customers}`,
    reference: 'R123456789',
    data: {},
    context: { key: null, correlationId: null, traceparent: null, tracestate: null },
    attempts: 1,
    receivedAt: at,
  };
  const event = outcomeEventOf(request, outcome, { by: 'response', at });
  return { to: 'settled', outcome, by: 'response', at, event };
}

/** Settles a new request with what Reservanto refused it with. */
async function refuse(...how: Parameters<typeof settlement>): Promise<bigint> {
  customers += 1;
  const [id] = await t.store({ lane: `lane-${customers}`, booking: customers });
  const { ids } = await t.claim();
  expect(ids).toEqual([id]);
  await t.move(id as bigint, settlement(...how));
  return id as bigint;
}

/** Runs the command of the operator, who needs to know nothing but the database. */
const command = (...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const { PATH = '' } = process.env;
    const env = { PATH, DATABASE_URL: t.url };
    execFile(process.execPath, [compiled('src/cli/refusals.ts'), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
    );
  });

describe('refusals without a code', () => {
  it('are listed by wording, with how often and when, the last seen first', async () => {
    const [first, second, last] = [ago(3), ago(2), ago(1)];
    await refuse(['TimeStamp'], ['Neplatný čas požadavku!'], second);
    await refuse([], ['Něco se nepovedlo.'], first);
    await refuse([], ['Něco se nepovedlo.'], last);
    await refuse([], [], first, 409);
    expect(await refusals.unmapped(90, 10)).toEqual([
      {
        provider: { httpStatus: 200, parameters: [], messages: ['Něco se nepovedlo.'] },
        count: 2,
        firstSeen: first,
        lastSeen: last,
      },
      {
        provider: { httpStatus: 200, parameters: ['TimeStamp'], messages: ['Neplatný čas požadavku!'] },
        count: 1,
        firstSeen: second,
        lastSeen: second,
      },
      {
        provider: { httpStatus: 409, parameters: [], messages: [] },
        count: 1,
        firstSeen: first,
        lastSeen: first,
      },
    ]);
  });

  it('are not listed when they are older than asked, have a code, or have got one since', async () => {
    await refuse([], ['Něco se nepovedlo.'], ago(91));
    await refuse(['CustomerId'], ['Hledaný zákazník neexistuje!'], ago(1));
    await refuse([], ['Příliš mnoho.'], ago(1));
    await t.sql(
      `UPDATE booking_requests SET outcome = replace(outcome::jsonb::text, 'Příliš mnoho.', 'Termín je obsazený.')::json`,
    );
    expect(await refusals.unmapped(90, 10)).toEqual([]);
    expect(await refusals.unmapped(92, 10)).toHaveLength(1);
  });

  it('are counted when they settle a request, and not when the claim was lost', async () => {
    const counted = async () =>
      (await t.metrics.text()).body.match(/unmapped_refusals_total\{parameter="TimeStamp"\} (\d+)/)?.[1];
    const [first, second, third] = await t.store(
      ...['a', 'b', 'c'].map((lane, i) => ({ lane, booking: 1_000_000 + i })),
    );
    const { claimed } = await t.claims.claim(3, 'me', 60_000);
    expect(claimed.map(({ id }) => id)).toEqual([first, second, third]);
    await t.move(second as bigint, { to: 'waiting', dueInMs: 0, isResubmission: false });
    const recorder = t.recorder();
    const ends = claimed.map((claim, i) => {
      const parameters = i === 2 ? ['CustomerId'] : ['TimeStamp'];
      const provider = { httpStatus: 200, messages: ['Neplatná hodnota!'], parameters };
      const verdict = { verdict: 'refused', because: 'error-answer', provider } as const;
      const next = { next: 'settle', outcome: failed(failureOfRefusal(provider)) } as const;
      return recorder.record({
        claimed: claim,
        instance: 'me',
        report: { verdict, posts: 1 },
        next,
        at: ago(0),
      });
    });
    expect(await Promise.all(ends)).toEqual(['recorded', 'lost', 'recorded']);
    expect(await counted()).toBe('1');
  });

  it('are shown to the operator, quoted so that they cannot act on a terminal', async () => {
    expect(await command()).toEqual({ code: 0, out: 'Every refusal of the last 90 days has a code.\n' });
    await refuse(['CustomerNote'], ['Příliš \u001b[31mdlouhé\u202e\u009b.'], ago(5));
    const { code, out } = await command('--days', '7');
    expect(code).toBe(0);
    expect(out).toContain('    "CustomerNote": "Příliš \\u001b[31mdlouhé\\u202e\\u009b."');
    expect(out).toContain('Wordings without a code in the last 7 days: 1.');
    expect(await command('--days', '4')).toMatchObject({ out: expect.stringContaining('has a code') });
    expect((await command('--days', '0')).code).toBe(1);
  }, 30_000);

  it('are found without reading the requests that ended otherwise', async () => {
    await refuse([], ['Něco se nepovedlo.'], ago(1));
    await t.sql(
      `INSERT INTO booking_requests (source, event_id, body_hash, reference, data, context, state, lane, due_at, deadline_at,
         outcome, failure_code, settled_by, settled_at, from_topic, from_partition, from_offset)
       SELECT 'urn:many', n::text, '', 'R', '{}', '{}', 'FAILED', 'x', now(), now(),
         '{}', 'SLOT_UNAVAILABLE', 'response', now(), 't', 0, n FROM generate_series(1, ${MANY}) n`,
    );
    await t.sql('ANALYZE booking_requests');
    const scans = async () => {
      const [row] = await t.sql<{ idx_scan: string }>(
        `SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'unmapped_refusals'`,
      );
      return Number(row?.idx_scan);
    };
    const before = await scans();
    // A connection reports what it read only at its next query.
    await waitUntil(async () => {
      expect(await refusals.unmapped(90, 10)).toHaveLength(1);
      return (await scans()) > before;
    }, 'the index of unmapped refusals to be read');
  }, 30_000);
});
