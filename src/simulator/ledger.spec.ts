import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReservantoCaller } from '../../test/support/reservanto-caller.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { type LedgerLine } from './ledger.js';
import { Simulator } from './simulator.js';

const SINGLE = 19565;
const START = Math.floor(Date.now() / 1_000) + 86_400;
const wish = { BookingResourceId: SINGLE, BookingServiceId: 112325, CustomerId: 965123, BookingStart: START };

let folder: string;
let file: string;
let simulator: Simulator;
let reservanto: ReservantoCaller;

const start = async (ledgerFile: string) => {
  simulator = await Simulator.start({ ledgerFile });
  reservanto = new ReservantoCaller(simulator);
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.jsonl');
  await start(file);
});
afterEach(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const create = async (fields: object = {}) =>
  (await reservanto.call('EmsLike/CreateBooking', { ...wish, ...fields })).json;
const written = (path = file) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as LedgerLine);

/** What is in the file now goes on in a new simulator, as if this one had been killed. */
const killAndStart = async (edit: (copy: string) => void = () => undefined) => {
  const copy = join(folder, 'after-the-kill.jsonl');
  copyFileSync(file, copy);
  edit(copy);
  await simulator.stop();
  await start(copy);
  return copy;
};

describe('a ledger with a file', () => {
  it('is in the file when the client has its answer, and also when a fault swallowed it', async () => {
    const { AppointmentId } = await create({ CustomerNote: 'Poznámka' });
    expect(written()).toEqual(simulator.ledger.lines);
    await reservanto.call('Booking/Cancel', { AppointmentId, CustomerId: 965123 });
    simulator.faults.arm({ fault: 'booked-then-reset' });
    await create();
    expect(written()).toEqual(simulator.ledger.lines);
    expect(written().map(({ what, note, fault }) => [what, note, fault])).toEqual([
      ['booked', 'Poznámka', null],
      ['canceled', 'Poznámka', null],
      ['booked', null, 'booked-then-reset'],
    ]);
  });

  it('goes on after a kill: same lines, same places taken, further numbers', async () => {
    const first = await create();
    await reservanto.call('Booking/Cancel', { AppointmentId: first.AppointmentId, CustomerId: 965123 });
    const second = await create();
    const moved = { AppointmentId: second.AppointmentId, CustomerId: 965123, BookingStart: START + 3_600 };
    await reservanto.call('EmsLike/UpdateBooking', moved);
    await reservanto.call('EmsLike/UpdateBooking', { ...moved, BookingStart: START });
    const before = [...simulator.ledger.lines];
    const copy = await killAndStart();
    expect(simulator.ledger.lines).toEqual(before);
    expect(await create()).toMatchObject({ IsError: true, ErrorParameter: 'BookingStart' });
    const third = await create({ BookingStart: START + 7_200 });
    expect(third.AppointmentId).toBe(Number(second.AppointmentId) + 1);
    expect(written(copy).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    const { json } = await reservanto.call('Event/GetListByCustomer', {
      CustomerId: 965123,
      StartDate: START,
      EndDate: START + 1,
    });
    expect((json.Events as { Status: string }[]).map(({ Status }) => Status)).toEqual([
      'Canceled',
      'Confirmed',
    ]);
  });

  it('loses only a last line that the kill cut short', async () => {
    await create();
    const copy = await killAndStart((path) => appendFileSync(path, '{"sequence":2,"what":"bo'));
    expect(simulator.ledger.lines).toHaveLength(1);
    await create({ BookingStart: START + 7_200 });
    expect(written(copy).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it.each([
    ['text', 'no JSON\n', 1],
    ['a line without a booking', '{"sequence":1,"what":"booked"}\n', 1],
    ['a line of another kind', '{"sequence":1,"what":"seen","event":{"AppointmentId":14589123}}\n', 1],
    ['null', 'null\n', 1],
  ])('refuses a file that holds %s, and names the line', async (_what, text, line) => {
    const other = join(folder, 'other');
    writeFileSync(other, text);
    await expect(Simulator.start({ ledgerFile: other })).rejects.toThrow(
      `Line ${line} of the ledger file ${other}`,
    );
    expect(readFileSync(other, 'utf8')).toBe(text);
  });

  it('refuses a file with a gap, as a line of the oracle is missing', async () => {
    await create();
    await create({ BookingStart: START + 7_200 });
    const other = join(folder, 'other');
    writeFileSync(other, readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
    await expect(Simulator.start({ ledgerFile: other })).rejects.toThrow('Line 1');
  });
});

describe('a reset', () => {
  it('forgets bookings in memory and in the file, calls, faults and what was still to come', async () => {
    const first = await create();
    simulator.faults.arm({ fault: 'slow', delayMs: 60_000 });
    const slow = create({ BookingStart: START + 7_200 });
    await waitUntil(() => simulator.faults.injected.slow === 1, 'the slow call');
    simulator.reset();
    await slow;
    expect(written()).toEqual([]);
    expect(simulator.ledger.lines).toEqual([]);
    expect(simulator.ledger.all()).toEqual([]);
    expect(simulator.ledger.ofCustomer(965123)).toEqual([]);
    expect([simulator.calls.counts, simulator.calls.mostAtOnce, simulator.calls.creates]).toEqual([
      {},
      0,
      [],
    ]);
    expect(simulator.faults.injected).toEqual({});
    expect((await create()).AppointmentId).toBe(first.AppointmentId);
    expect(written()).toEqual(simulator.ledger.lines);
    expect(simulator.calls).toMatchObject({ mostAtOnce: 1, creates: [{ sequence: 1 }] });
  });
});
