/**
 * The bytes of a batch are not what was written: on the way, on the broker's disk or in its memory. Read it again over a new
 * connection; when it happens at the same offset again, hand that offset in as `believeChecksumAt`.
 */
export class ChecksumMismatch extends Error {
  override readonly name = 'ChecksumMismatch';

  constructor(
    readonly topic: string,
    readonly partition: number,
    /** The base offset of the batch, as its bytes say; the offset that was asked for where they cannot say it. */
    readonly baseOffset: bigint,
  ) {
    super(
      `The batch at offset ${baseOffset} of ${topic}/${partition} arrived damaged (CRC-32C). It is read again over a new connection.`,
    );
  }
}
