import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { KafkaJSProtocolError } from '../platform/kafka/kafka-errors.js';
import { CommitFailed } from './commit-failed.js';

type Retry = (options: { retries: number }) => (work: () => Promise<void>) => Promise<void>;
/** How kafkajs itself repeats requests, and wraps what they fail with. */
const retry = createRequire(import.meta.url)('kafkajs/src/retry') as Retry;

describe('a commit that failed', () => {
  it.each(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'])(
    'is known to kafkajs as %s, though the error came wrapped, so the group is joined again at once',
    async (type) => {
      const said = { name: 'KafkaJSProtocolError', message: 'refused', type, code: 1, retriable: false };
      const refused = new KafkaJSProtocolError(said);
      const wrapped: unknown = await retry({ retries: 0 })(() => Promise.reject(refused)).catch(
        (e: unknown) => e,
      );
      expect(new CommitFailed(refused).type).toBe(type);
      expect(new CommitFailed(wrapped).type).toBe(type);
      expect(new CommitFailed(wrapped).retriable).toBe(true);
    },
  );

  it.each([new Error('lost'), 'lost', null, undefined])('has no type when Kafka gave none: %s', (cause) => {
    expect(new CommitFailed(cause)).toMatchObject({ retriable: true });
    expect(new CommitFailed(cause).type).toBeUndefined();
  });
});
