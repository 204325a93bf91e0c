import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../facts.js';
import { CHECKS } from './checks.js';
import {
  created,
  cutLetterOf,
  facts,
  failedEvent,
  letterOf,
  offered,
  rangeLetterOf,
  stored,
} from './test-facts.js';

const judge = (invariant: string, run: Facts): string[] =>
  (CHECKS.find((check) => check.invariant === invariant)?.judge(run) ?? []).map(
    ({ id, what }) => `${id} ${what}`,
  );

const nothing = { identity: null, data: null };
const poison = offered(3, { ...nothing, kind: 'poison', value: Buffer.from('{') });
const large = offered(3, {
  ...nothing,
  kind: 'stranger',
  key: Buffer.alloc(70_000, 'k'),
  value: Buffer.alloc(300_000, 'x'),
});
const tooLarge = offered(3, {
  ...nothing,
  kind: 'too-large',
  value: Buffer.alloc(2_000_000, 'x'),
  frame: { size: 2_000_020, sha256: 'hash' },
});
const malformed = {
  partition: 3,
  offset: 3,
  errorCode: 'MALFORMED_EVENT',
  errorMessage: '',
  lastOffset: null,
};
const range = { ...malformed, errorCode: 'RECORD_TOO_LARGE', lastOffset: 3 };
const rejection = {
  ...failedEvent(3),
  headers: { ce_id: 'event-3', ce_subject: 'chaos.booking.requested-3-3' },
};
const sampled = (positions: ReadonlyMap<number, number>) => ({
  ...facts().commits,
  samples: [{ at: 0, offsets: new Map(), positions }],
});

const allowed: readonly [string, string, Facts][] = [
  ['I2', 'offsets that could not be decoded without an outcome', facts({ letters: [range] })],
  [
    'I4',
    'a record that is not below a stored position yet',
    facts({ offered: [offered(1), offered(2), poison], commits: sampled(new Map([[3, 3]])) }),
  ],
  [
    'I7',
    'a large value and key that are named by their hashes',
    facts({ offered: [large], letters: [malformed], published: [cutLetterOf(large)] }),
  ],
  [
    'I7',
    'a record too large that is named by its hash',
    facts({ offered: [tooLarge], letters: [range], published: [rangeLetterOf(tooLarge)] }),
  ],
];

const violations: readonly [string, string, Facts, RegExp][] = [
  [
    'I2',
    'an outcome of offsets that could not be decoded',
    facts({ letters: [range], published: [created(1), created(2), rejection] }),
    /3\/3 has an outcome but is no dead letter/,
  ],
  [
    'I4',
    'a record below a stored position that was never durable',
    facts({ offered: [offered(1), offered(2), poison], commits: sampled(new Map([[3, 4]])) }),
    /3\/3 \(poison\) was stored as read and never durable/,
  ],
  [
    'I4',
    'a gap that is reported where nothing was deleted',
    facts({ findings: [{ kind: 'gap', partition: 3 }] }),
    /partition 3 is reported \(gap\)/,
  ],
  [
    'I7',
    'a large value that was cut and not named',
    facts({ offered: [large], letters: [malformed], published: [{ ...letterOf(large), value: null }] }),
    /\(stranger\) was changed on its way/,
  ],
  [
    'I7',
    'a large value that is named by the hash of another one',
    facts({
      offered: [large],
      letters: [malformed],
      published: [cutLetterOf(large, { 'x-original-value-sha256': 'another' })],
    }),
    /\(stranger\) was changed on its way/,
  ],
  [
    'I7',
    'a large key that is named by another size',
    facts({
      offered: [large],
      letters: [malformed],
      published: [cutLetterOf(large, { 'x-original-key-size': '1' })],
    }),
    /\(stranger\) was changed on its way/,
  ],
  [
    'I7',
    'a small value that was cut',
    facts({ offered: [poison], letters: [malformed], published: [cutLetterOf(poison)] }),
    /\(poison\) was changed on its way/,
  ],
  [
    'I7',
    'a record too large that vanished',
    facts({ offered: [tooLarge] }),
    /\(too-large\) is no dead letter/,
  ],
  [
    'I7',
    'a record too large that is named by the hash of another one',
    facts({
      offered: [tooLarge],
      letters: [range],
      published: [rangeLetterOf(tooLarge, { 'x-original-sha256': 'another' })],
    }),
    /\(too-large\) was changed on its way/,
  ],
  [
    'I7',
    'a record that was given up as too large and is not',
    facts({ offered: [poison], letters: [range], published: [rangeLetterOf(poison)] }),
    /\(poison\) is a dead letter for another reason: RECORD_TOO_LARGE/,
  ],
  [
    'I8',
    'a request that was offered in no transaction that was committed',
    facts({ requests: [stored(1), stored(2), stored(3)] }),
    /request-3.* is stored but was never offered/,
  ],
];

describe("the checks of a fault run, on strangers' records", () => {
  it.each(allowed)('%s allows %s', (invariant, _, run) => {
    expect(judge(invariant, run)).toEqual([]);
  });

  it.each(violations)('%s fails on %s', (invariant, _, run, says) => {
    expect(judge(invariant, run)).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });
});
