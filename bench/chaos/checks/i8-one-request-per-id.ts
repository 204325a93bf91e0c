import { isDeepStrictEqual } from 'node:util';
import { type Facts, positionKey, requestKey, type Violation } from '../facts.js';
import { groupBy } from '../group-by.js';

/**
 * I8: the same id with the same body is one request; with another body it is a dead letter and the first stays as it was.
 * What was never offered, or was offered in a transaction that was aborted, is no request.
 */
export function oneRequestPerId({ offered, requests, letters }: Facts): Violation[] {
  const stored = groupBy(requests, (r) => requestKey(r.source, r.eventId));
  const letterOf = new Map(letters.map((letter) => [positionKey(letter), letter]));
  const violations = [...stored].flatMap(([key, rows]): Violation[] =>
    rows.length === 1 ? [] : [{ id: key, what: `is stored ${rows.length} times` }],
  );
  const known = new Set(
    offered.flatMap(({ planned: { identity } }) =>
      identity === null ? [] : [requestKey(identity.source, identity.eventId)],
    ),
  );
  for (const key of stored.keys())
    if (!known.has(key)) violations.push({ id: key, what: 'is stored but was never offered' });
  for (const record of offered) {
    const { identity, kind, data } = record.planned;
    if (identity === null) continue;
    const id = positionKey(record);
    const letter = letterOf.get(id);
    if (kind === 'reused-id') {
      if (letter?.errorCode !== 'ID_REUSED')
        violations.push({ id, what: `(reused-id) is ${letter?.errorCode ?? 'not'} a dead letter` });
      continue;
    }
    if (letter !== undefined)
      violations.push({ id, what: `(${kind}) is a dead letter: ${letter.errorCode}` });
    const [row] = stored.get(requestKey(identity.source, identity.eventId)) ?? [];
    if (row !== undefined && !isDeepStrictEqual(row.data, data))
      violations.push({ id, what: `(${kind}) is stored with another body` });
  }
  return violations;
}
