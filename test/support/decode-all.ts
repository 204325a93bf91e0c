import type { IncomingRecord } from '../../src/platform/kafka/incoming-record.js';
import type { UndecodableRange } from '../../src/platform/kafka/port.js';
import { ChecksumMismatch } from '../../src/platform/kafka/protocol/checksum-mismatch.js';
import {
  type DecodedSlice,
  decodeRecords,
  type DecodeOptions,
} from '../../src/platform/kafka/protocol/decode-records.js';
import type { FetchedPartition } from '../../src/platform/kafka/protocol/raw-fetch.js';
import { batchOf, rawRecord } from './record-batches.js';

/** A record set as partition 3 of a log of 1,000 records would have it. */
export function fetchedSet(bytes: Buffer, more: Partial<FetchedPartition> = {}): FetchedPartition {
  return {
    partition: 3,
    bytes,
    highWatermark: 1_000n,
    lastStableOffset: 1_000n,
    logStartOffset: 0n,
    abortedTransactions: [],
    ...more,
  };
}

/** Decodes a whole set of topic `t`, from offset 0 unless told otherwise. */
export async function decodeAll(fetched: FetchedPartition, options: Partial<DecodeOptions> = {}) {
  const slices: DecodedSlice[] = [];
  const records: IncomingRecord[] = [];
  const undecodable: UndecodableRange[] = [];
  const limits = { maxRecords: 500, maxBytes: 1e6 };
  const all = { topic: 't', fromOffset: 0n, believeChecksumAt: null, ...limits, ...options };
  for await (const slice of decodeRecords(fetched, all)) {
    slices.push(slice);
    records.push(...slice.records);
    undecodable.push(...slice.undecodable);
  }
  return { slices, records, undecodable, nextOffset: slices.at(-1)?.nextOffset ?? null };
}

/**
 * Decodes a batch with another at offset 500 behind it, as a consumer does that believes damage when it comes a second time.
 * Throws when decoding throws anything else or does not get ahead.
 */
export async function expectProgress(batch: Buffer, fromOffset: bigint): Promise<void> {
  const set = Buffer.concat([batch, batchOf([rawRecord({})], { baseOffset: 500n })]);
  let believed: bigint | null = null;
  for (let tries = 0; tries < 8; tries += 1) {
    try {
      const { nextOffset } = await decodeAll(fetchedSet(set), { fromOffset, believeChecksumAt: believed });
      if (nextOffset === null || nextOffset <= fromOffset)
        throw new Error(`Decoding ended at ${nextOffset}.`);
      return;
    } catch (error) {
      if (!(error instanceof ChecksumMismatch)) throw error;
      believed = error.baseOffset;
    }
  }
  throw new Error('Decoding does not come to an end.');
}
