import { Chance } from '../chance.js';
import { brokenData, poisonBytes } from './broken-input.js';
import { MARKER_HEADER, type PlannedRecord, type RecordKind } from './planned-record.js';
import { anyResource, lanesFor, newWish, type Wish } from './wish.js';
import { FORMS, type Form, wrapEvent } from './wrap-event.js';

/** What the traffic of a run depends on. `now` in milliseconds. */
export interface TrafficOptions {
  readonly requests: number;
  readonly seed: number;
  readonly topic: string;
  readonly now: number;
  readonly noteCanary: string;
}

const SHARES = {
  twin: 0.03,
  repeatedAtOnce: 0.05,
  repeatedLater: 0.06,
  reusedId: 0.02,
  invalid: 0.02,
  poison: 0.015,
  tombstone: 0.005,
};

/** All records of a run in the order in which they are sent: the same seed gives the same records. */
export function planTraffic(options: TrafficOptions): PlannedRecord[] {
  const chance = new Chance(options.seed);
  const lanes = lanesFor(options.requests);
  const records: Omit<PlannedRecord, 'n'>[] = [];
  const wishes: Wish[] = [];
  for (let i = 0; i < options.requests; i++) {
    const moment = i / options.requests;
    const isTwin = i > 0 && chance.happens(SHARES.twin);
    const wish = isTwin
      ? (wishes.at(-1 - chance.below(Math.min(i, 5))) as Wish)
      : newWish(i, lanes, options.now, chance);
    wishes.push(wish);
    const data = { ...wish, CustomerNote: `${options.noteCanary} ${i}: prosím tiše` };
    const form = chance.oneOf(FORMS);
    const id = `request-${options.seed}-${i}`;
    const request = eventRecord('request', form, id, data, moment, options.topic, isTwin);
    records.push(request);
    if (chance.happens(SHARES.repeatedAtOnce)) records.push({ ...request, kind: 'duplicate' });
    if (chance.happens(SHARES.repeatedLater))
      records.push({ ...request, kind: 'duplicate', moment: chance.between(moment, 1) });
    if (chance.happens(SHARES.reusedId)) {
      const other = { ...data, Count: 2 };
      const later = chance.between(moment, 1);
      records.push(eventRecord('reused-id', form, id, other, later, options.topic, false));
    }
    records.push(...noise(i, lanes, moment, options, chance));
  }
  return records.sort((a, b) => a.moment - b.moment).map((record, n) => numbered(record, n));
}

function noise(
  i: number,
  lanes: number,
  moment: number,
  { seed, topic, now, noteCanary }: TrafficOptions,
  chance: Chance,
): Omit<PlannedRecord, 'n'>[] {
  const noise: Omit<PlannedRecord, 'n'>[] = [];
  if (chance.happens(SHARES.invalid)) {
    const data = brokenData({ ...newWish(i, lanes, now, chance), CustomerNote: noteCanary }, chance);
    noise.push(
      eventRecord('invalid', chance.oneOf(FORMS), `invalid-${seed}-${i}`, data, moment, topic, false),
    );
  }
  const isTombstone = chance.happens(SHARES.tombstone);
  if (isTombstone || chance.happens(SHARES.poison)) {
    const resource = anyResource(lanes, chance);
    noise.push({
      kind: isTombstone ? 'tombstone' : 'poison',
      identity: null,
      resource,
      isTwin: false,
      data: null,
      key: Buffer.from(String(resource)),
      value: isTombstone ? null : poisonBytes(noteCanary, chance),
      headers: [],
      moment,
      frame: null,
    });
  }
  return noise;
}

function eventRecord(
  kind: RecordKind,
  form: Form,
  id: string,
  data: Readonly<Record<string, unknown>>,
  moment: number,
  topic: string,
  isTwin: boolean,
): Omit<PlannedRecord, 'n'> {
  const resource = Number(data.BookingResourceId);
  const key = Buffer.from(String(resource));
  return { ...wrapEvent(form, id, data, topic), kind, resource, isTwin, data, key, moment, frame: null };
}

function numbered(record: Omit<PlannedRecord, 'n'>, n: number): PlannedRecord {
  return { ...record, n, headers: [...record.headers, [MARKER_HEADER, Buffer.from(String(n))]] };
}
