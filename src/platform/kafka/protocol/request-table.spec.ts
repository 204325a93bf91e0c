import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from '@jest/globals';
import { encoded, request, requests } from '../../../../test/support/kafkajs-requests.js';
import { kafkajsRequestTable } from './kafkajs-internals.js';
import { installRequestTable, isRequestTableInstalled } from './request-table.js';

const require = createRequire(import.meta.url);
const kafkajs = { ...kafkajsRequestTable() };
installRequestTable();
const table = { ...kafkajsRequestTable() };

describe('the request table of kafkajs', () => {
  afterEach(() => void Object.assign(requests, table));

  it('is the one that kafkajs reads, of the version that is known, with the definitions of this service', () => {
    expect((require('kafkajs/package.json') as { version: string }).version).toBe('2.2.4');
    expect(isRequestTableInstalled()).toBe(true);
    expect(requests['Fetch']).not.toBe(kafkajs.Fetch);
    const before = requests['Fetch'];
    installRequestTable();
    expect(requests['Fetch']).toBe(before);
  });

  it('is not taken for installed when another one is in its place', () => {
    requests['Fetch'] = kafkajs.Fetch;
    expect(isRequestTableInstalled()).toBe(false);
  });

  it('is refused with a sentence that says what to do when it looks different', () => {
    delete requests['Produce'];
    expect(() => kafkajsRequestTable()).toThrow('no usable "Produce"');
    expect(() => kafkajsRequestTable()).toThrow('npm ci');
  });

  it('leaves requests without a mark as kafkajs makes them', async () => {
    const fetch = {
      maxWaitTime: 5,
      minBytes: 1,
      maxBytes: 9,
      rackId: 'a',
      topics: [{ topic: 't', partitions: [{ partition: 0, fetchOffset: '4', maxBytes: 9 }] }],
    };
    const produce = {
      acks: -1,
      timeout: 5,
      topicData: [{ topic: 't', partitions: [{ partition: 0, messages: [{ value: 'v' }] }] }],
    };
    const now = Date.now;
    Date.now = () => 5;
    try {
      expect(await encoded(request('Fetch', 11, fetch))).toEqual(
        await encoded(kafkajs.Fetch.protocol({ version: 11 })(fetch as never)),
      );
      expect(await encoded(request('Produce', 7, produce))).toEqual(
        await encoded(kafkajs.Produce.protocol({ version: 7 })(produce as never)),
      );
    } finally {
      Date.now = now;
    }
  });
});
