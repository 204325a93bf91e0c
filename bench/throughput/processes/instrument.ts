import { createRequire } from 'node:module';

// Loaded with --import before the program of a process that is measured. It counts and reports, and changes nothing else.

/** What a measured process says about itself, several times a second. */
export interface SelfReport {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** User and system time of all its threads so far. */
  readonly cpuSeconds: number;
  /** Requests to Kafka of every kind, also fetches that find nothing and heartbeats. */
  readonly kafkaRequests: number;
}

const EVERY_MS = 200;
const MICROSECONDS = 1e6;

interface ConnectionClass {
  readonly prototype: { send(request: unknown): Promise<unknown> };
}

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/connection.js') as ConnectionClass;
const { send } = prototype;
let kafkaRequests = 0;
prototype.send = function (this: unknown, request) {
  kafkaRequests += 1;
  return send.call(this, request);
};

function report(): SelfReport {
  const { user, system } = process.cpuUsage();
  return { at: Date.now(), cpuSeconds: (user + system) / MICROSECONDS, kafkaRequests };
}

setInterval(() => process.send?.(report()), EVERY_MS).unref();
// What is measured does not outlive the bench.
process.once('disconnect', () => process.exit(1));
