import { createContext, Script } from 'node:vm';
import { Decompress } from 'fzstd';
import { partsOf, type ZstdFrame } from './zstd-frames.js';

/** A block of 128 KiB takes a few milliseconds. */
const LONGEST_BLOCK_MS = 1_000;

const step = new Script('step()');
const stepping = { step: () => {} };
const context = createContext(stepping);

/**
 * Inflates a frame block by block with fzstd, for Node before 22.15. fzstd does not check what a block's repetitions add up
 * to, so that a block made for it would keep it busy for a minute: each block is stopped after a second.
 */
export function* inflateByFzstd(frame: ZstdFrame): Generator<Buffer, void, void> {
  let pieces: Uint8Array[] = [];
  const decoder = new Decompress((piece) => void pieces.push(piece));
  const parts = partsOf(frame);
  for (let part = parts.next(), next; part.done !== true; part = next) {
    const bytes = part.value;
    next = parts.next();
    const isLast = next.done === true;
    stepping.step = () => void decoder.push(bytes, isLast);
    step.runInContext(context, { timeout: LONGEST_BLOCK_MS });
    for (const piece of pieces) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    pieces = [];
  }
}
