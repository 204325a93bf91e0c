import type { Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';
import { openBrokerSocket } from '../broker-socket.js';
import { containedSocket } from './contained-socket.js';

/**
 * Opens the sockets of one client and keeps track of them, so that connections that went silent can be left at once:
 * kafkajs itself would wait for an answer on them, and send its next request on the same ones.
 */
export class SocketTracker {
  private readonly sockets = new Set<Socket>();
  private closed = false;

  readonly socketFactory: ISocketFactory = (wanted) => {
    if (this.closed) throw new Error('this client is closed');
    const socket = containedSocket(openBrokerSocket(wanted));
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
