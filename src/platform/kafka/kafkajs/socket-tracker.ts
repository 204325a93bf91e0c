import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const KEEP_ALIVE_AFTER_MS = 10_000;

/**
 * Opens the sockets of one client and keeps track of them, so that connections that went silent can be left at once:
 * kafkajs itself would wait for an answer on them, and send its next request on the same ones.
 */
export class SocketTracker {
  private readonly sockets = new Set<Socket>();
  private closed = false;

  readonly socketFactory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    if (this.closed) throw new Error('this client is closed');
    const socket = open(host, port, ssl, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  };

  /** Ends every connection without waiting for its other end; requests under way fail. New ones may be opened. */
  leaveAll(why: string): void {
    for (const socket of this.sockets) socket.destroy(new Error(why));
  }

  /** As {@link leaveAll}, and opens none after that. */
  close(): void {
    this.closed = true;
    this.leaveAll('this client is closed');
  }
}

function open(
  host: string,
  port: number,
  ssl: ConnectionOptions | null | undefined,
  onConnect: () => void,
): Socket {
  if (!ssl) return connect({ host, port }, onConnect);
  return connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect);
}
