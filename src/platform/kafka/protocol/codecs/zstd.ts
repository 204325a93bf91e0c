import * as zlib from 'node:zlib';
import type { Transform } from 'node:stream';
import { BrokenCompression } from './broken-compression.js';
import { inflateByFzstd } from './fzstd.js';
import { inflateByNode, SMALL_INFLATED } from './node-zlib.js';
import { type ZstdFrame, zstdFrames } from './zstd-frames.js';

/** What node:zlib has from Node 22.15 on. */
interface NodeZstd {
  zstdDecompressSync?: (input: Buffer, options: { maxOutputLength: number }) => Buffer;
  createZstdDecompress?: (options: { chunkSize: number }) => Transform;
}

const { zstdDecompressSync, createZstdDecompress } = zlib as NodeZstd;

/** Inflates a zstd frame with node:zlib where it can, else with fzstd. */
export const inflateFrame: (frame: ZstdFrame) => Iterable<Buffer> | AsyncIterable<Buffer> =
  zstdDecompressSync === undefined || createZstdDecompress === undefined
    ? inflateByFzstd
    : ({ header, blocks }) =>
        inflateByNode(
          Buffer.concat([header, blocks]),
          (bytes) => zstdDecompressSync(bytes, { maxOutputLength: SMALL_INFLATED }),
          () => createZstdDecompress({ chunkSize: 64 * 1024 }),
        );

/** Inflates zstd, also of several frames, in pieces of at most 128 KiB, holding 8 MiB of history at most. */
export async function* inflateZstd(input: Buffer): AsyncGenerator<Buffer, void, void> {
  for (const frame of zstdFrames(input)) {
    let inflated = 0;
    for await (const piece of inflateFrame(frame)) {
      inflated += piece.length;
      if (inflated > frame.limit) throw new BrokenCompression('A zstd frame needs a larger window.');
      yield piece;
    }
    if (frame.contentSize !== null && inflated !== frame.contentSize) {
      throw new BrokenCompression(
        `A zstd frame inflates to ${inflated} bytes and says ${frame.contentSize}.`,
      );
    }
  }
}
