import { createHash } from 'node:crypto';
import { type Facts, type OfferedRecord, positionKey, requestKey, type Violation } from '../facts.js';

/**
 * I7: no record stops its partition: every record that was offered became what it had to become, and every dead letter
 * is in its topic with the bytes it had, or, where it is too large for that, with their size and hash.
 */
export function everyRecordDealtWith(facts: Facts): Violation[] {
  const requests = new Map(facts.requests.map((r) => [requestKey(r.source, r.eventId), r]));
  const letters = new Map(facts.letters.map((letter) => [positionKey(letter), letter]));
  const published = new Map(
    facts.published
      .filter((record) => record.topic === 'deadLetter')
      .map((record) => [
        `${record.headers['x-original-partition']}/${record.headers['x-original-offset']}`,
        record,
      ]),
  );
  return facts.offered.flatMap((record): Violation[] => {
    const { kind, identity } = record.planned;
    const id = positionKey(record);
    if (identity !== null) {
      const request = requests.get(requestKey(identity.source, identity.eventId));
      if (request === undefined) return [{ id, what: `(${kind}) was never stored` }];
      if (kind === 'invalid' && request.failureCode !== 'VALIDATION_FAILED')
        return [{ id, what: `(invalid) is ${request.state} instead of refused` }];
      if (kind !== 'reused-id') return [];
    }
    const stored = letters.get(id);
    if (stored === undefined) return [{ id, what: `(${kind}) is no dead letter` }];
    if ((kind === 'too-large') !== (stored.errorCode === 'RECORD_TOO_LARGE'))
      return [{ id, what: `(${kind}) is a dead letter for another reason: ${stored.errorCode}` }];
    const letter = published.get(id);
    if (letter === undefined) return [{ id, what: `(${kind}) is missing in the dead-letter topic` }];
    return isFaithful(record, letter)
      ? []
      : [{ id, what: `(${kind}) was changed on its way to the dead letters` }];
  });
}

/** Larger values and keys are published by size and hash, as docs/dead-letters.md says. */
const WHOLE_VALUE_BYTES = 256 * 1024;
const WHOLE_KEY_BYTES = 64 * 1024;

function isFaithful({ planned }: OfferedRecord, letter: Published): boolean {
  const { key, value, frame } = planned;
  if (frame !== null)
    return letter.value === null && letter.key === null && names(letter, 'x-original', frame);
  return (
    isSameOrNamed(value, letter.value, WHOLE_VALUE_BYTES, (whole) =>
      names(letter, 'x-original-value', whole),
    ) && isSameOrNamed(key, letter.key, WHOLE_KEY_BYTES, (whole) => names(letter, 'x-original-key', whole))
  );
}

type Published = Facts['published'][number];
type Named = NonNullable<OfferedRecord['planned']['frame']>;

function isSameOrNamed(
  offered: Buffer | null,
  published: Buffer | null,
  limit: number,
  isNamed: (whole: Named) => boolean,
): boolean {
  if (offered === null) return published === null;
  if (offered.length <= limit) return published !== null && offered.equals(published);
  const sha256 = createHash('sha256').update(offered).digest('base64url');
  return published === null && isNamed({ size: offered.length, sha256 });
}

/** Whether the headers of a letter say what was left out of it. */
function names({ headers }: Published, what: string, { size, sha256 }: Named): boolean {
  return headers[`${what}-size`] === String(size) && headers[`${what}-sha256`] === sha256;
}
