import { failureOf } from '../../../src/booking/failure.js';
import { deadLetterRecord } from '../../../src/dead-letter/dead-letter-record.js';
import { VARIABLES } from '../../../src/platform/config/variables.js';
import { acceptedOf, rejectedOf } from './encode.js';
import { NOW, plainRequest, wrongRequests } from './requests.js';
import { type Sample, sampleOf } from './sample.js';

const TOPIC = VARIABLES.TOPIC_DEAD_LETTER.default ?? '';

/** A dead letter for each code. */
export function deadLetterSamples(): Sample[] {
  const { malformed, unsupported } = wrongRequests();
  const unreadable = [malformed, unsupported].map((sample) => {
    const { record, why } = rejectedOf(sample);
    return { record, failure: failureOf(why.code, why.message), failedAt: NOW };
  });
  const reused = {
    record: acceptedOf(plainRequest()).from,
    failure: failureOf(
      'ID_REUSED',
      'A request with this source and id was stored before with other data; send this one under an id of its own.',
    ),
    failedAt: NOW,
  };
  return [...unreadable, reused].map((letter) =>
    sampleOf(`dead-letter/${letter.failure.code}`, deadLetterRecord(letter, TOPIC)),
  );
}
