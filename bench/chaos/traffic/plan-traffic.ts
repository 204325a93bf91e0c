import { Chance } from '../chance.js';
import { brokenData, poisonBytes } from './broken-input.js';
import type { PlannedRecord, RecordKind } from './planned-record.js';
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
  unknownCustomer: 0.02,
  specialResource: 0.04,
  repeatedAtOnce: 0.05,
  repeatedLater: 0.06,
  reusedId: 0.02,
  invalid: 0.02,
  poison: 0.015,
  tombstone: 0.005,
};

const OPEN_IDS = 1_000_000;
const CUSTOMERS = 5_000;
const UNKNOWN_CUSTOMER = 4;
/** Resources of the simulator that approve, take payment, have a waiting list, reject, or hold one booking at a time. */
const SPECIAL_RESOURCES = [19565, 19566, 19567, 19568, 19569];
const SERVICE = 112325;
const REQUESTS_PER_LANE = 40;
const FEWEST_LANES = 24;
const FIRST_START_SECONDS = 30 * 86_400;
const BETWEEN_STARTS_SECONDS = 600;

type Wish = Readonly<Record<string, unknown>> & { readonly BookingResourceId: number };

/** All records of a run in the order in which they are sent: the same seed gives the same records. */
export function planTraffic(options: TrafficOptions): PlannedRecord[] {
  const chance = new Chance(options.seed);
  const lanes = Math.max(FEWEST_LANES, Math.floor(options.requests / REQUESTS_PER_LANE));
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

function newWish(i: number, lanes: number, now: number, chance: Chance): Wish {
  const isSpecial = chance.happens(SHARES.specialResource);
  const isUnknown = chance.happens(SHARES.unknownCustomer);
  return {
    BookingResourceId: isSpecial ? chance.oneOf(SPECIAL_RESOURCES) : OPEN_IDS + chance.below(lanes),
    BookingServiceId: SERVICE,
    CustomerId: isUnknown ? UNKNOWN_CUSTOMER : OPEN_IDS + chance.below(CUSTOMERS),
    BookingStart: Math.floor(now / 1000) + FIRST_START_SECONDS + i * BETWEEN_STARTS_SECONDS,
    Count: 1,
    ...(chance.happens(0.2) ? { PaymentRequiredProcess: chance.oneOf([0, 1, 'Never', 'System']) } : {}),
  };
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
    const resource = OPEN_IDS + chance.below(lanes);
    noise.push({
      kind: isTombstone ? 'tombstone' : 'poison',
      identity: null,
      resource,
      isTwin: false,
      data: null,
      key: String(resource),
      value: isTombstone ? null : poisonBytes(noteCanary, chance),
      headers: {},
      moment,
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
  return { ...wrapEvent(form, id, data, topic), kind, resource, isTwin, data, key: String(resource), moment };
}

function numbered(record: Omit<PlannedRecord, 'n'>, n: number): PlannedRecord {
  return { ...record, n, headers: { ...record.headers, 'chaos-n': String(n) } };
}
