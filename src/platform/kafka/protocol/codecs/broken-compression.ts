/** Compressed bytes are not what their format allows, or need more memory than is given to a decoder. */
export class BrokenCompression extends Error {
  override readonly name = 'BrokenCompression';
}
