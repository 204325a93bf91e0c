import { referencesIn } from '../../src/booking/marker.js';
import type { Scenario, SeenOutcome, StoredRequest } from './scenario.js';
import { waitUntil } from './wait-until.js';

/**
 * Waits until every request is settled and its outcome published, and tells which invariants are broken then: nothing,
 * or one line for each breach that begins with its number. Looks only at Reservanto's ledger, the database, the topics
 * and what the instances printed. Notes must carry references.
 */
export async function brokenInvariants(scenario: Scenario): Promise<string[]> {
  const requests = await settledRequests(scenario);
  return [
    ...requests.flatMap((request) => breachesOf(request, scenario)),
    ...strangers(requests, scenario),
    ...(scenario.simulator.calls.mostAtOnce > 1 ? ['I5: two calls for one resource at once'] : []),
    ...spilt(scenario),
  ];
}

async function settledRequests(scenario: Scenario): Promise<StoredRequest[]> {
  let requests: StoredRequest[] = [];
  await waitUntil(async () => {
    requests = await scenario.requests();
    const owed = await scenario.sql.query('SELECT 1 FROM outbox_events');
    return (
      requests.length > 0 &&
      owed.rows.length === 0 &&
      requests.every((r) => r.settled_at !== null && scenario.outcomesOf(r.event_id).length > 0)
    );
  }, 'every request to be settled and published');
  return requests;
}

function breachesOf(request: StoredRequest, scenario: Scenario): string[] {
  const { event_id, reference, state } = request;
  const booked = activeBookings(scenario)
    .filter(({ CustomerNote }) => referencesIn(CustomerNote).includes(reference))
    .map(({ AppointmentId }) => AppointmentId);
  const outcomes = scenario.outcomesOf(event_id);
  const [first] = outcomes as [SeenOutcome];
  const breaches: string[] = [];
  if (booked.length > 1) breaches.push(`I1: ${event_id} is booked as ${booked.join(' and ')}`);
  if (new Set(outcomes.map(({ record }) => `${record.headers['ce_id']} ${String(record.value)}`)).size > 1)
    breaches.push(`I2: the outcomes of ${event_id} differ`);
  const told = first.data.booking?.AppointmentId ?? null;
  if (told !== request.appointment_id || (first.type === 'booking.created') !== (state === 'CREATED'))
    breaches.push(`I2: the outcome of ${event_id} is not the one that is stored`);
  if (told !== null && !booked.includes(told)) breaches.push(`I3: ${event_id} is created and not booked`);
  if (told === null && booked.length > 0 && first.data.failure?.bookingMayExist !== true)
    breaches.push(`I3: ${event_id} is failed and booked`);
  if (told === null && booked.length > 0 && first.data.notifications.notifyCustomer)
    breaches.push(`I9: the customer is told that ${event_id} failed, and it is booked`);
  return breaches;
}

function strangers(requests: readonly StoredRequest[], scenario: Scenario): string[] {
  const known = new Set(requests.map(({ reference }) => reference));
  return activeBookings(scenario)
    .filter(({ CustomerNote }) => !referencesIn(CustomerNote).some((reference) => known.has(reference)))
    .map(({ AppointmentId }) => `I3: booking ${AppointmentId} belongs to no request`);
}

function spilt({ bridges, secrets }: Scenario): string[] {
  const lines = bridges.flatMap(({ printed }) => printed.split('\n'));
  return lines
    .filter((line) => [...secrets].some((secret) => line.includes(secret)))
    .map((line) => `I10: printed ${line}`);
}

function activeBookings({ simulator }: Scenario) {
  return simulator.ledger.all().filter(({ Status }) => Status !== 'Canceled' && Status !== 'Rejected');
}
