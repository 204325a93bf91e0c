import { failureOf } from '../booking/failure.js';
import type { DeadLetter } from '../dead-letter/dead-letter.js';
import type { BatchLimits } from '../platform/work/micro-batch.js';
import type { NewRequest, Reading } from './accept-record.js';
import type { AcceptedSlice } from './accept-slice.js';
import type { ReadPosition } from './read-position.js';
import { sizeOf } from './record-size.js';

/** One thing that is written, alone or with others: a position comes behind everything that lies below it. */
export type IntakeItem =
  | { readonly is: 'request'; readonly request: NewRequest }
  | { readonly is: 'letter'; readonly letter: DeadLetter }
  | { readonly is: 'position'; readonly position: ReadPosition };

/** Bytes that an item brings into a statement, besides a few hundred for what every row has. */
export function weightOf(item: IntakeItem): number {
  switch (item.is) {
    case 'request':
      return sizeOf(item.request.from);
    case 'letter':
      return 'record' in item.letter ? sizeOf(item.letter.record) : item.letter.range.firstBytes.length;
    case 'position':
      return 0;
  }
}

/** A slice in groups within the limits, which are written one after the other; the position is the last of all. */
export function itemsOf(slice: AcceptedSlice, limits: BatchLimits<IntakeItem>): IntakeItem[][] {
  const { readings, undecodable, position } = slice;
  const items: IntakeItem[] = [
    ...readings.map(itemOf),
    ...undecodable.map((letter) => ({ is: 'letter', letter }) as const),
    ...(position === null ? [] : [{ is: 'position', position } as const]),
  ];
  const groups: IntakeItem[][] = [];
  let weight = 0;
  for (const item of items) {
    const more = limits.weigh(item);
    const group = groups.at(-1);
    if (group !== undefined && group.length < limits.items && weight + more <= limits.weight) {
      group.push(item);
      weight += more;
    } else {
      groups.push([item]);
      weight = more;
    }
  }
  return groups;
}

function itemOf(reading: Reading): IntakeItem {
  if (reading.became === 'request') return { is: 'request', request: reading.request };
  const { record, why, at } = reading;
  return { is: 'letter', letter: { record, failure: failureOf(why.code, why.message), failedAt: at } };
}
