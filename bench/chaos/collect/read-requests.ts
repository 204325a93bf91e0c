import { loadConfig } from '../../../src/platform/config/config.js';
import { connectKafka } from '../../../src/platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../../../src/platform/logging/logger.js';
import type { OfferedRecord, Position } from '../facts.js';
import { positionKey } from '../facts.js';
import { bridgeEnvironment, type RunPlace } from '../settings.js';
import { MARKER_HEADER, numberIn, type PlannedRecord } from '../traffic/planned-record.js';
import type { Acknowledged } from '../traffic/publish-strangers.js';

/** A position of the request topic, and the number of the record there where it says one. */
interface FoundRecord extends Position {
  readonly n: number | null;
}

/**
 * Every record of the request topic. Where strangers' records are is known from Kafka's acknowledgments; the bridge's own
 * decoder, because no plain client reads all codecs, finds the others and what is there twice. Throws when something is
 * missing or there are records that nobody planned: then Kafka, or this reading, lost them.
 */
export async function readRequests(
  place: RunPlace,
  planned: readonly PlannedRecord[],
  acknowledged: readonly Acknowledged[],
): Promise<OfferedRecord[]> {
  const numbers = new Map<string, FoundRecord>();
  for (const found of await readBack(place)) numbers.set(positionKey(found), found);
  for (const known of acknowledged) numbers.set(positionKey(known), known);
  const offered = [...numbers.values()].map(({ partition, offset, n }): OfferedRecord => {
    const record = n === null ? undefined : planned[n];
    if (record === undefined || record.kind === 'aborted')
      throw new Error(`At ${partition}/${offset} is a record that was not offered: number ${n}.`);
    return { partition, offset, planned: record };
  });
  const there = new Set(offered.map((record) => record.planned.n));
  const lost = planned.filter(({ n, kind }) => kind !== 'aborted' && !there.has(n));
  if (lost.length > 0)
    throw new Error(`Kafka lost ${lost.length} records that it had acknowledged; run again.`);
  return offered;
}

async function readBack(place: RunPlace): Promise<FoundRecord[]> {
  const kafka = connectKafka(loadConfig(bridgeEnvironment(place)), createLogger({ level: 'silent' }));
  const found: FoundRecord[] = [];
  const { requested: topic } = place.topics;
  await kafka.readToEnd(
    { topic, groupPrefix: 'chaos-reader' },
    async ({ partition, records, undecodable }) => {
      for (const { offset, key, headers } of records) {
        const text = headers.findLast(([name]) => name === MARKER_HEADER)?.[1].toString('latin1');
        found.push({
          partition,
          offset: Number(offset),
          n: text === undefined ? numberIn(key) : Number(text),
        });
      }
      for (const { firstOffset, firstBytes } of undecodable)
        found.push({ partition, offset: Number(firstOffset), n: numberIn(firstBytes) });
      return 'more';
    },
  );
  return found;
}
