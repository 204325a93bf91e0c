import type { Transform } from 'node:stream';

/** A compressed batch up to this size is tried in one go, because a stream costs more than such a batch. */
const SMALL = 32 * 1024;
/** The most that is inflated in one go. */
export const SMALL_INFLATED = 256 * 1024;

/**
 * Inflates with a decoder of node:zlib, in pieces as the decoder's `chunkSize` has them. `atOnce` has to fail for more than
 * {@link SMALL_INFLATED} bytes; what is wrong with the bytes then shows in the stream, behind what could be inflated.
 */
export async function* inflateByNode(
  input: Buffer,
  atOnce: (input: Buffer) => Buffer,
  stream: () => Transform,
): AsyncGenerator<Buffer, void, void> {
  const whole = input.length <= SMALL ? attempt(() => atOnce(input)) : null;
  if (whole !== null) {
    yield whole;
    return;
  }
  const decoder = stream();
  decoder.end(input);
  // Leaving the loop destroys the decoder.
  for await (const piece of decoder) yield piece as Buffer;
}

function attempt(inflate: () => Buffer): Buffer | null {
  try {
    return inflate();
  } catch {
    return null;
  }
}
