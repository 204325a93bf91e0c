import { describe, expect, it } from '@jest/globals';
import type { Message } from 'kafkajs';
import { decodeAll, fetchedSet } from '../../../../test/support/decode-all.js';
import { Answer, answered, encoded, request } from '../../../../test/support/kafkajs-requests.js';
import { type Acknowledgement, ownMessage } from './raw-produce.js';
import { installRequestTable } from './request-table.js';

installRequestTable();

describe('Produce of own messages', () => {
  const record = (value: string) => ({
    topic: 't',
    key: Buffer.from('k'),
    value: Buffer.from(value),
    headers: [
      ['h', Buffer.from('1')],
      ['h', Buffer.from('2')],
    ] as const,
  });
  const args = (...messages: (readonly Message[])[]) => ({
    acks: -1,
    timeout: 5,
    producerId: '9',
    producerEpoch: 2,
    topicData: [
      {
        topic: 't',
        partitions: messages.map((of, partition) => ({
          partition: String(partition),
          firstSequence: 4,
          messages: of,
        })),
      },
    ],
  });

  it.each([3, 5, 7])(
    'settles every record by its partition, and throws nothing for one that refuses (version %d)',
    async (version) => {
      const settled: Acknowledgement[] = [];
      const note = (acknowledgement: Acknowledgement) => void settled.push(acknowledgement);
      const first = [ownMessage(record('a'), 0, note), ownMessage(record('b'), 0, note)];
      const made = request('Produce', version, args(first, [ownMessage(record('c'), 1, note)]));
      const sent = await encoded(made);
      const batch = sent.subarray(27);
      expect(batch.readBigInt64BE(43)).toBe(9n);
      expect([batch.readInt16BE(51), batch.readInt32BE(53)]).toEqual([2, 4]);
      const { records } = await decodeAll(fetchedSet(batch.subarray(0, 12 + batch.readInt32BE(8))));
      expect(records).toMatchObject([record('a'), record('b')]);
      const answer = new Answer().int(4, 1).text('t').int(4, 2);
      for (const [partition, error, base] of [
        [0, 0, 30],
        [1, 10, -1],
      ] as const) {
        answer.int(4, partition).int(2, error).int(8, base, -1);
        if (version >= 5) answer.int(8, 0);
      }
      await answered(made, answer.int(4, 0).end());
      expect(settled).toMatchObject([
        { ok: true, position: { topic: 't', partition: 0, offset: 30n } },
        { ok: true, position: { topic: 't', partition: 0, offset: 31n } },
        { ok: false, topic: 't', partition: 1, error: { type: 'MESSAGE_TOO_LARGE' } },
      ]);
    },
  );

  it('is refused when plain messages are among them, or nothing would settle them', () => {
    const own = ownMessage(record('a'), 0, () => {});
    expect(() => request('Produce', 7, args([own, { value: 'plain' }]))).toThrow('mixes own messages');
    expect(() => request('Produce', 7, { ...args([own]), acks: 0 })).toThrow('acks=-1');
  });
});
