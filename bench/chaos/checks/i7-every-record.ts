import { type Facts, type OfferedRecord, positionKey, requestKey, type Violation } from '../facts.js';

/**
 * I7: no record stops its partition: every record that was offered became what it had to become, and every dead letter
 * is in its topic with the bytes it had.
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
    if (letters.get(id) === undefined) return [{ id, what: `(${kind}) is no dead letter` }];
    const letter = published.get(id);
    if (letter === undefined) return [{ id, what: `(${kind}) is missing in the dead-letter topic` }];
    return isFaithful(record, letter)
      ? []
      : [{ id, what: `(${kind}) was changed on its way to the dead letters` }];
  });
}

function isFaithful({ planned }: OfferedRecord, letter: Facts['published'][number]): boolean {
  const sameValue =
    planned.value === null
      ? letter.value === null
      : letter.value !== null && planned.value.equals(letter.value);
  return sameValue && letter.key === planned.key;
}
