import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomRecord, SECRET } from '../../test/support/random-records.js';
import { type Letter, letterOf } from '../dead-letter/letter.js';
import { printLetter, printLine, printProspect, ReplayTotals } from './print-letters.js';

const record = {
  topic: 'booking.requested',
  partition: 3,
  offset: 17n,
  timestampMs: 0n,
  key: Buffer.from('Jan Novák'),
  value: Buffer.from('{"CustomerNote":"tajné"}'),
  headers: [['authorization', Buffer.from('tajné')]] as const,
};
const letter: Letter = {
  ...letterOf(record),
  id: '7',
  writer: 'reservanto-bridge',
  code: 'MALFORMED_EVENT',
  message: 'The value is empty.',
  messageMayQuote: false,
};

describe('what is printed of a letter', () => {
  it('is one line with its id, time, code, place and size', () => {
    expect(printLine(letter)).toBe(
      '7         1970-01-01T00:00:00.000Z  MALFORMED_EVENT  booking.requested-3-17  25 bytes',
    );
    const replayed = { ...letter, writer: 'spring-kafka', replayedAt: new Date(1_000) } as const;
    expect(printLine({ ...replayed, record: { ...record, value: null } })).toContain(
      'no value  written by spring-kafka  replayed 1970-01-01T00:00:01.000Z',
    );
  });

  it('says what of the record is not kept', () => {
    const incomplete = { range: null, valueBytes: 900_000, keyBytes: null, headers: 2 };
    expect(printLine({ ...letter, incomplete })).toContain('-3-17  900000 bytes, not kept whole');
    expect(JSON.parse(printLetter({ ...letter, incomplete }, false))).toMatchObject({
      leftOut: { valueBytes: 900_000, headers: 2 },
    });
    const range = { ...incomplete, range: { lastOffset: 20n, codec: 'gzip' }, headers: 0 };
    expect(printLine({ ...letter, incomplete: range })).toContain(
      '-3-17..20  900000 bytes that were not decoded',
    );
    expect(JSON.parse(printLetter({ ...letter, incomplete: range }, false))).toMatchObject({
      leftOut: { lastOffset: '20', codec: 'gzip', valueBytes: 900_000 },
    });
  });

  it('never holds what the record says, unless it is asked for', () => {
    fc.assert(
      fc.property(randomRecord, (random) => {
        const any = letterOf({ ...random, topic: 'dlq', partition: 0, offset: 1n, timestampMs: 0n });
        const names = any.record.headers.map(([name]) => name).join();
        const printed = printLine(any) + printLetter(any, false);
        if (!names.includes(SECRET)) expect(printed).not.toContain(SECRET);
      }),
    );
    expect(printLetter(letter, false)).not.toMatch(/Novák|tajné/);
    expect(JSON.parse(printLetter(letter, true))).toMatchObject({
      key: { bytes: 10, text: 'Jan Novák' },
      value: { text: '{"CustomerNote":"tajné"}' },
      headers: [{ name: 'authorization', text: 'tajné' }],
    });
  });

  it('holds the words of other writers only when it is asked for, because they may quote the record', () => {
    const foreign = { ...letter, message: 'Cannot parse "tajné"', messageMayQuote: true };
    expect(printLetter(foreign, false)).toContain('20 characters that may quote the record');
    expect(JSON.parse(printLetter(foreign, true))).toMatchObject({ message: 'Cannot parse "tajné"' });
  });

  it('holds bytes that are no text as base64', () => {
    const bytes = Buffer.from([0xff, 0xfe]);
    const shown = printLetter({ ...letter, record: { ...record, value: bytes, key: null } }, true);
    expect(JSON.parse(shown)).toMatchObject({ key: null, value: { bytes: 2, base64: '//4=' } });
  });
});

describe('what is printed of a replay', () => {
  const sentTo = { topic: 'booking.requested', partition: 0, offset: 99n };

  it('says for each letter what would become of it, or where it was sent', () => {
    const lines = [
      printProspect(letter, { would: 'become a request' }, null),
      printProspect(letter, { would: 'become a request' }, sentTo),
      printProspect(letter, { would: 'be a duplicate' }, null),
      printProspect(letter, { would: 'fail at once', code: 'REQUEST_EXPIRED', message: 'Over.' }, null),
      printProspect(letter, { would: 'stay a dead letter', code: 'ID_REUSED', message: 'a\nb' }, null),
    ];
    expect(lines.map((line) => line.replace('7         booking.requested-3-17  ', ''))).toEqual([
      'would become a request',
      'sent to booking.requested-0-99',
      'is a duplicate: the same request is stored already',
      'would fail at once (REQUEST_EXPIRED: Over.)',
      'would be a dead letter again (ID_REUSED: a b)',
    ]);
  });

  it('ends with sums, and with what to do when nothing was sent', () => {
    const totals = new ReplayTotals();
    totals.count({ would: 'become a request' }, true);
    totals.count({ would: 'be a duplicate' }, false);
    expect(totals.summary('t', true)).toBe(
      '1 sent to t; not sent: 1 duplicates, 0 would fail at once, 0 would be dead letters again.',
    );
    totals.count({ would: 'become a request' }, false);
    expect(totals.summary('t', false)).toContain('1 would become requests; 1 duplicates');
    expect(totals.summary('t', false)).toContain('add --yes');
    expect(new ReplayTotals().summary('t', false)).not.toContain('--yes');
  });
});
