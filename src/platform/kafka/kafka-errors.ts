// kafkajs is CommonJS, and Node finds only some of its exports by name: its errors are among those that it misses.
import kafkajs from 'kafkajs';

/** The errors of kafkajs. */
export const {
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} = kafkajs;
