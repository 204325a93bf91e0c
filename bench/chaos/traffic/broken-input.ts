import type { Chance } from '../chance.js';

type Data = Readonly<Record<string, unknown>>;

/** Data that breaks one rule of the contract, in one of the ways in which producers do. */
export function brokenData(data: Data, chance: Chance): Data {
  const ways: readonly ((data: Data) => Data)[] = [
    (d) => ({ ...d, CustomerId: String(d.CustomerId) }),
    (d) => ({ ...d, BookingStart: Number(d.BookingStart) * 1000 }),
    (d) => ({ ...d, BookingStart: '2031-05-01T10:00:00Z' }),
    (d) => ({ ...d, BookingStart: 1_000_000_000 }),
    (d) => ({ ...d, Count: 0 }),
    (d) => ({ ...d, BookingResourceId: 2 ** 31 }),
    ({ BookingServiceId: _left, ...d }) => d,
    (d) => ({ ...d, CustomerNote: [d.CustomerNote] }),
    () => ({}),
  ];
  return chance.oneOf(ways)(data);
}

/** Bytes that are no event. Some of them hold the customer's text, which must not come out in any message. */
export function poisonBytes(noteCanary: string, chance: Chance): Buffer {
  return chance.oneOf([
    () => Buffer.alloc(0),
    () => Buffer.from(`{"CustomerNote":"${noteCanary}`),
    () => Buffer.from(JSON.stringify([noteCanary])),
    () => Buffer.from(JSON.stringify(noteCanary)),
    () => Buffer.from([0, 0, 0, 0, 7, 1, 2, 3]),
    () => Buffer.from([0xff, 0xfe, 0x80, 0x00]),
    () => Buffer.from(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
    () => Buffer.from(`{"a":${'{"a":'.repeat(60)}1${'}'.repeat(60)}}`),
    () => Buffer.from('null'),
  ])();
}
