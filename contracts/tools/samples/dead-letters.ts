import { type Failure, failureOf } from '../../../src/booking/failure.js';
import { deadLetterRecord } from '../../../src/dead-letter/dead-letter-record.js';
import { failureExample } from '../../../src/ops/docs/failure-examples.js';
import { VARIABLES } from '../../../src/platform/config/variables.js';
import { acceptedOf, rejectedOf } from './encode.js';
import { NOW, plainRequest, wrongRequests } from './requests.js';
import { type Sample, sampleOf } from './sample.js';

const TOPIC = VARIABLES.TOPIC_DEAD_LETTER.default ?? '';

/** The failure of a record whose identity another request has. */
export function idReused(): Failure {
  return failureOf('ID_REUSED', failureExample('ID_REUSED').detail);
}

/** A dead letter for each code of a record that could be decoded. */
export function deadLetterSamples(): Sample[] {
  const { malformed, unsupported } = wrongRequests();
  const unreadable = [malformed, unsupported].map((sample) => {
    const { record, why } = rejectedOf(sample);
    return { record, failure: failureOf(why.code, why.message), failedAt: NOW };
  });
  const reused = {
    record: acceptedOf(plainRequest()).from,
    failure: idReused(),
    failedAt: NOW,
  };
  const refused = { ...reused, failure: failureOf('NOT_STORABLE', failureExample('NOT_STORABLE').detail) };
  return [...unreadable, reused, refused].map((letter) =>
    sampleOf(`dead-letter/${letter.failure.code}`, deadLetterRecord(letter, TOPIC)),
  );
}
