import { createRequire } from 'node:module';

interface Connection {
  bytesBuffered: number;
  bytesNeeded: number;
  chunks: Buffer[];
  isConnected(): boolean;
  connect(): Promise<unknown>;
}

const SIZE_BYTES = 4;

let isInstalled = false;

/**
 * kafkajs keeps what it has read of an answer when a connection ends, and takes the first bytes of the next connection for
 * the rest of it: nothing that comes after a broker died in mid-answer could be understood. Here each connection begins with
 * a frame of its own.
 */
export function beginFramesAfresh(): void {
  if (isInstalled) return;
  isInstalled = true;
  const require = createRequire(import.meta.url);
  const { prototype } = require('kafkajs/src/network/connection.js') as { readonly prototype: Connection };
  const { connect } = prototype;
  prototype.connect = function (this: Connection) {
    if (!this.isConnected())
      Object.assign(this, {
        bytesBuffered: 0,
        bytesNeeded: SIZE_BYTES,
        chunks: [],
      } satisfies Partial<Connection>);
    return connect.call(this);
  };
}
