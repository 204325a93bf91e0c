import { describe, expect, it } from '@jest/globals';
import { decodeAll } from '../../../../test/support/decode-all.js';
import { Answer, answered, encoded, request } from '../../../../test/support/kafkajs-requests.js';
import { batchOf, rawRecord } from '../../../../test/support/record-batches.js';
import { kafkajsRequestTable } from './kafkajs-internals.js';
import { fetchedOf, RAW_FETCH_RACK } from './raw-fetch.js';
import { installRequestTable } from './request-table.js';

const kafkajs = { ...kafkajsRequestTable() };
installRequestTable();

describe('Fetch for a consumer of this service', () => {
  const args = {
    maxWaitTime: 5,
    minBytes: 1,
    maxBytes: 9,
    rackId: RAW_FETCH_RACK,
    topics: [{ topic: 't', partitions: [{ partition: 3, fetchOffset: '7', maxBytes: 9 }] }],
  };
  const set = batchOf([rawRecord({}), rawRecord({ offsetDelta: 1, value: Buffer.from('v') })], {
    baseOffset: 6n,
  });
  const answer = (version: number, errorCode: number, records: Buffer) => {
    const bytes = new Answer().int(4, 0);
    if (version >= 7) bytes.int(2, 0).int(4, 0);
    bytes.int(4, 1).text('t').int(4, 1).int(4, 3).int(2, errorCode).int(8, 20, 18);
    if (version >= 5) bytes.int(8, 2);
    bytes.int(4, 1).int(8, 77, 5);
    if (version >= 11) bytes.int(4, -1);
    return bytes.int(4, records.length).bytes(records).end();
  };

  it('tells the broker no rack', async () => {
    const expected = kafkajs.Fetch.protocol({ version: 11 })({ ...args, rackId: '' } as never);
    expect(await encoded(request('Fetch', 17, args))).toEqual(await encoded(expected));
  });

  it.each([4, 5, 6, 7, 8, 9, 10, 11])('hands out the record set undecoded (version %d)', async (version) => {
    const { responses } = (await answered(request('Fetch', version, args), answer(version, 0, set))) as {
      responses: [
        { topicName: string; partitions: [{ messages: [{ offset: string }]; abortedTransactions: [] }] },
      ];
    };
    const [{ topicName, partitions }] = responses;
    expect(topicName).toBe('t');
    expect(partitions[0].messages).toHaveLength(1);
    expect(partitions[0].messages[0].offset).toBe('7');
    expect(partitions[0].abortedTransactions).toEqual([]);
    const fetched = fetchedOf(partitions[0].messages[0]);
    expect(fetched).toEqual({
      partition: 3,
      bytes: set,
      highWatermark: 20n,
      lastStableOffset: 18n,
      logStartOffset: version >= 5 ? 2n : -1n,
      abortedTransactions: [{ producerId: 77n, firstOffset: 5n }],
    });
    expect((await decodeAll(fetched!, { fromOffset: 7n })).records).toMatchObject([
      { value: Buffer.from('v') },
    ]);
  });

  it('hands out nothing for an empty set, and kafkajs’ own error for a partition that has one', async () => {
    const empty = (await answered(request('Fetch', 11, args), answer(11, 0, Buffer.alloc(0)))) as {
      responses: [{ partitions: [{ messages: [] }] }];
    };
    expect(empty.responses[0].partitions[0].messages).toEqual([]);
    await expect(answered(request('Fetch', 11, args), answer(11, 1, Buffer.alloc(0)))).rejects.toMatchObject({
      name: 'KafkaJSOffsetOutOfRange',
      topic: 't',
      partition: 3,
    });
    await expect(answered(request('Fetch', 11, args), answer(11, 6, set))).rejects.toMatchObject({
      type: 'NOT_LEADER_FOR_PARTITION',
    });
  });

  it('is refused by name for a broker without record batches', () => {
    expect(() => request('Fetch', 3, args)).toThrow('Use Kafka 0.11 or newer');
  });
});
