import { describe, expect, it } from '@jest/globals';
import { Answer, answered, encoded, request } from '../../../../test/support/kafkajs-requests.js';
import { installRequestTable } from './request-table.js';
import { topicOrigin, ZERO_TOPIC_ID } from './topic-ids.js';

installRequestTable();

describe('Metadata', () => {
  const id = 'ab'.repeat(16);
  const version12 = (error: number) =>
    new Answer()
      .int(1, 0)
      .int(4, 0)
      .int(1, 2)
      .int(4, 1)
      .compact('host')
      .int(4, 9092)
      .int(1, 0, 0)
      .compact('cluster 12')
      .int(4, 1)
      .int(1, 2)
      .int(2, error)
      .compact('t')
      .bytes(Buffer.from(id, 'hex'))
      .int(1, 0)
      .int(1, 2)
      .int(2, 0)
      .int(4, 0, 1, 5)
      .int(1, 2)
      .int(4, 1)
      .int(1, 2)
      .int(4, 1)
      .int(1, 1, 0)
      .int(4, -1)
      .int(1, 0, 0)
      .end();

  it('remembers a topic’s id, and forgets it when the topic is unknown', async () => {
    const made = request('Metadata', 13, { topics: ['t'] });
    expect(made.request.apiVersion).toBe(12);
    expect(await encoded(made)).toEqual(Buffer.from(`0002${'00'.repeat(16)}0274${'00'}010000`, 'hex'));
    expect(await answered(made, version12(0))).toMatchObject({
      clusterId: 'cluster 12',
      brokers: [{ nodeId: 1, host: 'host', port: 9092 }],
      topicMetadata: [
        {
          topic: 't',
          isInternal: false,
          partitionMetadata: [{ partitionId: 0, leader: 1, replicas: [1], isr: [1] }],
        },
      ],
    });
    expect(topicOrigin('cluster 12', 't')).toBe(id);
    expect(topicOrigin('another cluster', 't')).toBeNull();
    await expect(answered(made, version12(3))).rejects.toMatchObject({ type: 'UNKNOWN_TOPIC_OR_PARTITION' });
    expect(topicOrigin('cluster 12', 't')).toBeNull();
  });

  it('asks for all topics when none is named, as kafkajs does', async () => {
    expect(await encoded(request('Metadata', 12, { topics: [] }))).toEqual(Buffer.from('0000010000', 'hex'));
  });

  it.each([6, 9])('takes the zero id for a broker without topic ids (version %d)', async (version) => {
    const made = request('Metadata', version, { topics: ['t'] });
    expect(made.request.apiVersion).toBe(6);
    const answer = new Answer()
      .int(4, 0, 0)
      .text(`cluster ${version}`)
      .int(4, 1, 1)
      .int(2, 0)
      .text('t')
      .int(1, 0)
      .int(4, 0);
    await answered(made, answer.end());
    expect(topicOrigin(`cluster ${version}`, 't')).toBe(ZERO_TOPIC_ID);
  });
});
