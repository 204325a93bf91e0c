import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { Kafka, logLevel } from 'kafkajs';
import { OutcomeReader } from './demo-outcomes.js';
import { ADDRESS_FILE } from './local-stack.js';

const WAIT_MS = 30_000;
const HOUR_SECONDS = 3_600;

const options = new Command('request')
  .description('Publishes one booking.requested to the running demo and shows its outcome.')
  .option('--customer <id>', 'CustomerId', '965123')
  .option('--resource <id>', 'BookingResourceId', '19564')
  .option('--service <id>', 'BookingServiceId', '112325')
  .option('--count <number>', 'Count', '1')
  .option('--in-hours <number>', 'BookingStart, this many hours from now', '240')
  .parse()
  .opts<Record<'customer' | 'resource' | 'service' | 'count' | 'inHours', string>>();

if (!existsSync(ADDRESS_FILE)) {
  process.stderr.write('No demo with a broker runs in this folder. Start one with: npm run demo\n');
  process.exit(1);
}
const { brokers } = JSON.parse(readFileSync(ADDRESS_FILE, 'utf8')) as { brokers: string };
const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'request', logLevel: logLevel.NOTHING });
const outcomes = new OutcomeReader(kafka, { created: 'booking.created', failed: 'booking.failed' });
await outcomes.start();
const id = `request-${randomUUID()}`;
await outcomes.publish(
  'booking.requested',
  options.resource,
  id,
  JSON.stringify({
    BookingResourceId: Number(options.resource),
    BookingServiceId: Number(options.service),
    CustomerId: Number(options.customer),
    Count: Number(options.count),
    BookingStart: Math.floor(Date.now() / 1000) + Number(options.inHours) * HOUR_SECONDS,
  }),
);
process.stdout.write(`Published ${id}\n`);
const end = Date.now() + WAIT_MS;
let outcome = await outcomes.next(WAIT_MS);
while (outcome !== null && outcome.causationId !== id) outcome = await outcomes.next(end - Date.now());
process.stdout.write(
  outcome === null
    ? `No outcome within ${WAIT_MS / 1000} s\n`
    : `${outcome.type}: ${outcome.result}, ${outcome.told}\n`,
);
await outcomes.stop();
process.exit(outcome === null ? 1 : 0);
