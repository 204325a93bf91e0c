import { createGunzip, gunzipSync } from 'node:zlib';
import { inflateByNode, SMALL_INFLATED } from './node-zlib.js';

/** Inflates gzip, also of several members, in pieces of 64 KiB. Zeros behind it are ignored. */
export function inflateGzip(input: Buffer): AsyncIterable<Buffer> {
  return inflateByNode(
    input,
    (bytes) => gunzipSync(bytes, { maxOutputLength: SMALL_INFLATED }),
    () => createGunzip({ chunkSize: 64 * 1024 }),
  );
}
