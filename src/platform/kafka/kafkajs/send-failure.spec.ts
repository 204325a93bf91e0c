import { describe, expect, it } from '@jest/globals';
import {
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} from '../kafka-errors.js';
import { sendFailure } from './send-failure.js';

const answer = (type: string) =>
  new KafkaJSProtocolError(Object.assign(new Error('text'), { type, code: 10, retriable: false }));

/** As kafkajs hands them out: bare, after a retry that gave up at once, and after one that gave up in the end. */
const wrappings: [string, (error: Error) => Error][] = [
  ['itself', (error) => error],
  ['refused at once', (error) => Object.assign(new KafkaJSNonRetriableError(error), { cause: error })],
  [
    'retried in vain',
    (error) =>
      Object.assign(new KafkaJSNumberOfRetriesExceeded(error, { retryCount: 6, retryTime: 3_000 }), {
        cause: error,
      }),
  ],
];

describe('an answer of a broker', () => {
  describe.each(wrappings)('%s', (_, wrap) => {
    it.each(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE'])(
      '%s is about the record',
      (code) => {
        expect(sendFailure(wrap(answer(code)), 3)).toMatchObject({
          ok: false,
          kind: 'record',
          partition: 3,
          code,
        });
      },
    );

    it.each(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_AUTHORIZATION_FAILED'])(
      '%s is about the topic, whichever partition it names',
      (code) => {
        const expected = { ok: false, kind: 'destination', partition: null, code };
        expect(sendFailure(wrap(answer(code)), 3)).toMatchObject(expected);
        expect(sendFailure(wrap(answer(code)), null)).toMatchObject(expected);
      },
    );

    it.each(['NOT_ENOUGH_REPLICAS', 'REQUEST_TIMED_OUT', 'NOT_LEADER_FOR_PARTITION'])(
      '%s is about its partition',
      (code) => {
        expect(sendFailure(wrap(answer(code)), 3)).toMatchObject({ kind: 'destination', partition: 3, code });
      },
    );
  });
});

it.each([
  ['a lost connection', new KafkaJSError('closed'), 'KafkaJSError'],
  ['a refused connection', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ['an error with the words of a refusal', new Error('MESSAGE_TOO_LARGE'), 'Error'],
  ['no error', undefined, 'Error'],
  ['a text', 'MESSAGE_TOO_LARGE', 'Error'],
])('%s says that no broker answered', (_, error, code) => {
  expect(sendFailure(error, null)).toMatchObject({ ok: false, kind: 'unreachable', partition: null, code });
});
