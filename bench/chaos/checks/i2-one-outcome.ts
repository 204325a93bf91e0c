import type { Facts, PublishedRecord, Violation } from '../facts.js';
import { type OutcomeCopy, outcomesBySubject } from '../outcomes.js';

const FINAL = { CREATED: 'created', FAILED: 'failed' } as const;

/**
 * I2: every accepted request ends in exactly one outcome, which is published; all copies of its event are the same
 * byte for byte. A record that became no request has exactly one outcome too; offsets that could not be decoded have none.
 * A request in review has none yet.
 */
export function oneOutcomePerRequest(facts: Facts): Violation[] {
  const outcomes = outcomesBySubject(facts);
  const subjects = new Set<string>();
  const violations: Violation[] = [];
  for (const { reference, state } of facts.requests) {
    subjects.add(reference);
    const copies = outcomes.get(reference) ?? [];
    if (state === 'CREATED' || state === 'FAILED') {
      violations.push(...judgeCopies(reference, copies));
      const other = copies.find((copy) => copy.kind !== FINAL[state]);
      if (other !== undefined)
        violations.push({ id: reference, what: `is ${state} but told as ${other.kind}` });
    } else if (copies.length > 0)
      violations.push({ id: reference, what: `has an outcome while it is ${state}` });
    else if (state !== 'REVIEW') violations.push({ id: reference, what: `has no outcome: it is ${state}` });
  }
  const ofLetters = new Map<string, readonly OutcomeCopy[]>(
    [...outcomes].flatMap(([subject, copies]) => {
      const position = /-(\d+)-(\d+)$/.exec(subject);
      return position === null || subjects.has(subject)
        ? []
        : [[`${position[1]}/${position[2]}`, copies] as const];
    }),
  );
  for (const { partition, offset, lastOffset } of facts.letters) {
    if (lastOffset !== null) continue;
    const position = `${partition}/${offset}`;
    violations.push(...judgeCopies(position, ofLetters.get(position) ?? []));
    ofLetters.delete(position);
  }
  for (const position of ofLetters.keys())
    violations.push({ id: position, what: 'has an outcome but is no dead letter' });
  for (const subject of outcomes.keys()) {
    if (!subjects.has(subject) && !/-\d+-\d+$/.test(subject))
      violations.push({ id: subject, what: 'has an outcome but is no request' });
  }
  return violations;
}

function judgeCopies(id: string, copies: readonly OutcomeCopy[]): Violation[] {
  const [first, ...more] = copies;
  if (first === undefined) return [{ id, what: 'is settled but its outcome was never published' }];
  const ids = new Set(copies.map((copy) => copy.eventId));
  if (ids.size > 1) return [{ id, what: `has ${ids.size} outcome events: ${[...ids].join(', ')}` }];
  return more.some((copy) => !isSame(first.record, copy.record))
    ? [{ id, what: `has copies of its outcome that differ` }]
    : [];
}

function isSame(a: PublishedRecord, b: PublishedRecord): boolean {
  const head = ({ topic, key, headers }: PublishedRecord) => JSON.stringify([topic, key, headers]);
  const value = (record: PublishedRecord) => record.value ?? Buffer.alloc(0);
  return head(a) === head(b) && value(a).equals(value(b));
}
