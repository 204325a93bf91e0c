import { createHash } from 'node:crypto';
import type { UndecodableRange, UndecodableReason } from '../port.js';
import type { Breath } from './breath.js';

const FIRST_BYTES = 1024;
const STEP = 1024 * 1024;

/** Describes bytes that cannot become records. Large ones are hashed in steps, letting other work run in between. */
export async function undecodableBatch(
  bytes: Buffer,
  about: Pick<
    UndecodableRange,
    'topic' | 'partition' | 'firstOffset' | 'lastOffset' | 'timestampMs' | 'codec'
  >,
  reason: UndecodableReason,
  breath: Breath,
): Promise<UndecodableRange> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.length; start += STEP) {
    hash.update(bytes.subarray(start, start + STEP));
    if (breath.due) await breath.take();
  }
  return {
    topic: about.topic,
    partition: about.partition,
    firstOffset: about.firstOffset,
    lastOffset: about.lastOffset,
    timestampMs: about.timestampMs,
    reason,
    codec: about.codec,
    size: bytes.length,
    sha256: hash.digest('base64url'),
    firstBytes: Buffer.from(bytes.subarray(0, FIRST_BYTES)),
  };
}
