import { kafkajsRequestTable } from '../../../src/platform/kafka/protocol/kafkajs-internals.js';
import { fetchedOf } from '../../../src/platform/kafka/protocol/raw-fetch.js';
import { readFaultMix } from '../fault-mix.js';
import type { Mutant } from './mutant.js';

interface Answer {
  readonly responses: readonly {
    readonly partitions: readonly { readonly messages: readonly object[] }[];
  }[];
}

/** A consumer that knows nothing of transactions. */
export const abortedIsRead: Mutant = {
  breaks: 'records of aborted transactions are read like any others',
  expected: 'I8',
  faults: readFaultMix('none'),
  patch: () => {
    const table = kafkajsRequestTable();
    const own = table.Fetch;
    table.Fetch = {
      versions: own.versions,
      protocol: (version) => {
        const request = own.protocol(version);
        return (args) => {
          const made = request(args);
          const decode = async (bytes: Buffer) => {
            const answer = (await made.response.decode(bytes)) as Answer;
            for (const { partitions } of answer.responses)
              for (const { messages } of partitions)
                for (const message of messages)
                  Object.assign(fetchedOf(message) ?? {}, { abortedTransactions: [] });
            return answer;
          };
          return { ...made, response: { parse: made.response.parse, decode } };
        };
      },
    };
  },
};
