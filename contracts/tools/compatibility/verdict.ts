import type { Writer } from '../schemas/contract.js';
import type { JsonSchema } from '../schemas/json-schema.js';
import { openFormOf } from '../schemas/open-form.js';
import { breachesOf } from './breaches.js';
import type { Breach, Says } from './breach.js';

/** One schema as it was released and as it is now, each in its closed and its open form; `null` where there is none. */
export interface Comparison {
  readonly name: string;
  readonly writer: Writer;
  readonly released: Forms;
  readonly current: Forms | null;
}

/** Both forms of a schema. */
export interface Forms {
  readonly closed: JsonSchema;
  readonly open: JsonSchema;
}

/** Both forms of a closed schema. */
export function formsOf(closed: JsonSchema): Forms {
  return { closed, open: openFormOf(closed) };
}

/** Producers wrote by the released closed form; the bridge reads by the open form of today. */
const TO_PRODUCERS: Says = {
  removed: 'is required and was not known before: what producers send today would be refused',
  optional: 'was optional and is required now: producers who leave it out would be refused',
  forbidden: 'was allowed and is refused now: producers who send it would be refused',
  unwritten: null,
  unread: 'was removed: producers who send it would find it ignored',
  values: (what) => `does not accept ${what} any more: producers who send them would be refused`,
  meaning: 'has another default: what producers leave out would mean something else',
  cannotCompare: 'changed, and this check cannot tell whether producers are still understood',
};

/** The bridge writes by the closed form of today; consumers read by the released open form. */
const TO_CONSUMERS: Says = {
  removed: 'was always there and is gone: consumers rely on it',
  optional: 'was always there and may be absent now: consumers rely on it',
  forbidden: 'was promised never to be there and may be there now: consumers rely on that',
  unwritten: 'was removed: consumers who use it would never see it again',
  unread: null,
  values: (what) => `may be ${what} now, which it could not be before: consumers do not handle that`,
  meaning: 'has another default: what is left out would mean something else to consumers',
  cannotCompare: 'changed, and this check cannot tell whether consumers still understand it',
};

/** Why the current schema breaks those who rely on the released one; empty when it does not. */
export function breachesOfRelease({ writer, released, current }: Comparison): Breach[] {
  if (current === null)
    return [{ pointer: '', why: 'was removed: it must stay as long as its version is supported' }];
  if (released.closed.$id !== current.closed.$id)
    return [{ pointer: '/$id', why: 'is another one now: publish a new version beside this one' }];
  return writer === 'producer'
    ? breachesOf({ written: released.closed, read: current.open, pointer: '', says: TO_PRODUCERS })
    : breachesOf({ written: current.closed, read: released.open, pointer: '', says: TO_CONSUMERS });
}

/** The verdict on all schemas, one line for each breach; empty when nothing breaks. */
export function verdictOn(comparisons: readonly Comparison[], release: string): string[] {
  return comparisons.flatMap((comparison) => {
    const whom = comparison.writer === 'producer' ? 'producers' : 'consumers';
    return breachesOfRelease(comparison).map(
      ({ pointer, why }) => `${comparison.name} ${pointer || '/'} breaks ${whom} of ${release}: it ${why}.`,
    );
  });
}
