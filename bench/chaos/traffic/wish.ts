import type { Chance } from '../chance.js';

/** The data of a request, without its note. */
export type Wish = Readonly<Record<string, unknown>> & { readonly BookingResourceId: number };

const UNKNOWN_CUSTOMER_SHARE = 0.02;
const SPECIAL_RESOURCE_SHARE = 0.04;
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

/** How many lanes a run of so many requests has, besides those of special resources. */
export function lanesFor(requests: number): number {
  return Math.max(FEWEST_LANES, Math.floor(requests / REQUESTS_PER_LANE));
}

/** The resource of one of so many lanes, by chance. */
export function anyResource(lanes: number, chance: Chance): number {
  return OPEN_IDS + chance.below(lanes);
}

/** Wish number `i` of a run: no two numbers wish the same time. `now` in milliseconds. */
export function newWish(i: number, lanes: number, now: number, chance: Chance): Wish {
  const isSpecial = chance.happens(SPECIAL_RESOURCE_SHARE);
  const isUnknown = chance.happens(UNKNOWN_CUSTOMER_SHARE);
  return {
    BookingResourceId: isSpecial ? chance.oneOf(SPECIAL_RESOURCES) : anyResource(lanes, chance),
    BookingServiceId: SERVICE,
    CustomerId: isUnknown ? UNKNOWN_CUSTOMER : OPEN_IDS + chance.below(CUSTOMERS),
    BookingStart: Math.floor(now / 1000) + FIRST_START_SECONDS + i * BETWEEN_STARTS_SECONDS,
    Count: 1,
    ...(chance.happens(0.2) ? { PaymentRequiredProcess: chance.oneOf([0, 1, 'Never', 'System']) } : {}),
  };
}
