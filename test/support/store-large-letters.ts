import { DeadLetterStore } from '../../src/dead-letter/dead-letter.store.js';
import { acceptSlice } from '../../src/intake/accept-slice.js';
import { IntakeStore } from '../../src/intake/intake.store.js';
import { Database } from '../../src/platform/database/database.js';
import { createLogger } from '../../src/platform/logging/logger.js';

const LETTERS = 500;
const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

/** A process of its own, whose heap a test limits: stores 500 records of 256 KiB that are no requests, in one slice. */
async function main(url: string): Promise<void> {
  const database = new Database({ database: { url, poolSize: 4 } });
  const topics = { 'booking.created': 'created', 'booking.failed': 'failed' };
  const store = new IntakeStore(
    database,
    new DeadLetterStore({ kafka: { topics: { deadLetter: 'dlq' } } } as never),
    { mode: 'binary', source: 'urn:test', topics, failureTypes: 'urn:test:failure:' },
    createLogger({ level: 'silent' }),
  );
  const value = Buffer.alloc(MIB / 4, 'no JSON ');
  const records = Array.from({ length: LETTERS }, (_, i) => ({
    topic: 'large',
    partition: 0,
    offset: BigInt(i),
    timestampMs: 0n,
    key: null,
    value,
    headers: [],
  }));
  const slice = {
    topic: 'large',
    partition: 0,
    origin: null,
    records,
    undecodable: [],
    nextOffset: BigInt(LETTERS),
  };
  const { deadLetters } = await store.store(
    acceptSlice(slice, new Date(), { lane: 'resource', ttlMs: DAY_MS }),
  );
  process.stdout.write(`stored ${deadLetters} dead letters of ${(LETTERS * value.length) / MIB} MiB\n`);
  await database.onApplicationShutdown();
}

await main(process.argv[2] ?? '');
