import { describe, expect, it } from '@jest/globals';
import type { IncomingRecord } from '../platform/kafka/incoming-record.js';
import { isSelected, type Letter, letterOf, type LetterSelection } from './letter.js';

const found = (headers: Record<string, string> = {}, timestampMs = 1_893_456_000_000n): IncomingRecord => ({
  topic: 'orders.DLT',
  partition: 2,
  offset: 5n,
  timestampMs,
  key: null,
  value: Buffer.from('{}'),
  headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const),
});

describe('a letter in a topic', () => {
  it('is named by where it stands, and is the record that stood elsewhere, the same one in every copy', () => {
    const headers = {
      '__connect.errors.topic': 'orders',
      '__connect.errors.partition': '0',
      '__connect.errors.offset': '9',
      '__connect.errors.exception.class.name': 'a.b.DataException',
    };
    expect(letterOf(found(headers))).toMatchObject({
      id: '2:5',
      writer: 'kafka-connect',
      code: 'a.b.DataException',
      record: { topic: 'orders', partition: 0, offset: 9n },
      failedAt: new Date('2030-01-01T00:00:00Z'),
    });
    expect(letterOf(found(headers)).record).toEqual(letterOf(found(headers, 1_893_456_000_001n)).record);
  });

  it('stands for itself when it does not say where it comes from', () => {
    expect(letterOf(found())).toMatchObject({
      writer: 'unknown',
      record: { topic: 'orders.DLT', partition: 2, offset: 5n },
    });
  });

  it('has a time, whatever Kafka says', () => {
    expect(letterOf(found({}, 2n ** 63n - 1n)).failedAt).toEqual(new Date(0));
    expect(letterOf(found({}, -1n)).failedAt).toEqual(new Date(-1));
  });
});

describe('a selection', () => {
  const ANY: LetterSelection = { ids: null, code: null, since: null, until: null, notYetReplayed: false };
  const at = new Date('2030-01-01T00:00:00Z');
  const before = new Date(at.getTime() - 1);
  const after = new Date(at.getTime() + 1);
  const letter = { ...letterOf(found()), code: 'a.b.DataException', replayedAt: null } as Letter;

  it.each<[string, Partial<LetterSelection>, Partial<Letter>, boolean]>([
    ['without limits means every letter', {}, {}, true],
    ['by id', { ids: ['1:1', '2:5'] }, {}, true],
    ['by another id', { ids: ['2:50'] }, {}, false],
    ['by code', { code: 'a.b.DataException' }, {}, true],
    ['by the class without its package', { code: 'DataException' }, {}, true],
    ['by the end of a class', { code: 'Exception' }, {}, false],
    ['by code, of a letter without one', { code: 'DataException' }, { code: null }, false],
    ['since its very time', { since: at }, {}, true],
    ['since later', { since: after }, {}, false],
    ['until later', { until: after }, {}, true],
    ['until its very time', { until: at }, {}, false],
    ['of those not yet replayed', { notYetReplayed: true }, {}, true],
    ['of those not yet replayed, of one that was', { notYetReplayed: true }, { replayedAt: at }, false],
    ['of one that was replayed, when that does not matter', {}, { replayedAt: at }, true],
    ['by several limits, all of which hold', { ids: ['2:5'], since: before, until: after }, {}, true],
    ['by several limits, one of which does not hold', { ids: ['2:5'], since: after }, {}, false],
  ])('%s', (_, limits, wishes, expected) => {
    expect(isSelected({ ...letter, ...wishes }, { ...ANY, ...limits })).toBe(expected);
  });
});
