import { describe, expect, it } from '@jest/globals';
import {
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} from './kafka-errors.js';
import { isRefusedForItself, isRefusedForItsTopic } from './kafka-refusal.js';

const protocolError = (type: string) =>
  new KafkaJSProtocolError(Object.assign(new Error('text'), { type, code: 10, retriable: false }));

/** As kafkajs hands them out: bare, after a retry that gave up at once, and after one that gave up in the end. */
const wrappings: [string, (error: Error) => Error][] = [
  ['itself', (error) => error],
  ['refused at once', (error) => Object.assign(new KafkaJSNonRetriableError(error), { cause: error })],
  [
    'retried in vain',
    (error) => new KafkaJSNumberOfRetriesExceeded(error, { retryCount: 6, retryTime: 3_000 }),
  ],
];

describe('an error of Kafka', () => {
  for (const [how, wrap] of wrappings) {
    it.each(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE'])(
      `%s, ${how}, refuses the record for itself`,
      (type) => {
        expect(isRefusedForItself(wrap(protocolError(type)))).toBe(true);
      },
    );

    it.each(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_AUTHORIZATION_FAILED'])(
      `%s, ${how}, refuses the topic and not the record`,
      (type) => {
        expect(isRefusedForItsTopic(wrap(protocolError(type)))).toBe(true);
        expect(isRefusedForItself(wrap(protocolError(type)))).toBe(false);
      },
    );

    it.each(['NOT_ENOUGH_REPLICAS', 'REQUEST_TIMED_OUT'])(
      `%s, ${how}, says nothing about the record or its topic`,
      (type) => {
        expect(isRefusedForItself(wrap(protocolError(type)))).toBe(false);
        expect(isRefusedForItsTopic(wrap(protocolError(type)))).toBe(false);
      },
    );
  }

  it.each([
    ['a lost connection', new KafkaJSError('closed')],
    ['an error with the words of a refusal', new Error('MESSAGE_TOO_LARGE')],
    ['no error', undefined],
    ['null', null],
    ['a text', 'MESSAGE_TOO_LARGE'],
  ])('that is %s says nothing about the record or its topic', (_, error) => {
    expect(isRefusedForItself(error)).toBe(false);
    expect(isRefusedForItsTopic(error)).toBe(false);
  });
});
