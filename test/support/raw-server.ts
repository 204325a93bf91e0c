import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { waitUntil } from './wait-until.js';

/** A certificate for `localhost` that nobody signed but itself, made for these tests. */
const SELF_SIGNED_KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg94jst/7VVK49L6GiDV9/ocJOWnoN8n2xMo2uCbTfTsGhRANCAAQJ6cJy' +
  'CNVFXQeOuLg3+8XJRT+Mfjy+YN6p11t0JYmdLuSIUq6PDcTuNLUuxjRbtKM7wbnhoQNJO+r/mU57nzN4';
const SELF_SIGNED_CERTIFICATE =
  'MIIBgDCCASWgAwIBAgIUKKCjzBQiT6fP5uIZracdoJrFSnMwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEy' +
  'NTA0MDczOFoYDzIxMjYxMTAxMDQwNzM4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQJ6cJy' +
  'CNVFXQeOuLg3+8XJRT+Mfjy+YN6p11t0JYmdLuSIUq6PDcTuNLUuxjRbtKM7wbnhoQNJO+r/mU57nzN4o1MwUTAdBgNVHQ4EFgQUBYqX' +
  'tZPO+G3DnAvRdodc0GPv7W0wHwYDVR0jBBgwFoAUBYqXtZPO+G3DnAvRdodc0GPv7W0wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD' +
  'AgNJADBGAiEAkvxM94223OgDzfLMt3RyfwXNru1SQHyXWn/U7QCEdxECIQD1jmravwCfl3/Yc2+IMevGGSUVC6IwUmvBeB5YRDadEA==';

/** One accepted connection, with every byte that came over it. */
export class RawConnection {
  private bytes = Buffer.alloc(0);
  private consumed = 0;
  /** Complete requests so far. */
  requests = 0;
  /** The last complete one, as text. */
  lastRequest = '';
  closed = false;

  constructor(
    readonly socket: Socket,
    /** Counts the connections of a server from 0. */
    readonly number: number,
  ) {
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  /** All that was received, as text. */
  get received(): string {
    return this.bytes.toString('utf8');
  }

  /** Takes bytes in; true when they complete a request (its `content-length` is believed). */
  take(chunk: Buffer): boolean {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    const open = this.bytes.subarray(this.consumed);
    const headEnd = open.indexOf('\r\n\r\n');
    if (headEnd < 0) return false;
    const length = Number(/content-length: (\d+)/i.exec(open.subarray(0, headEnd).toString())?.[1] ?? 0);
    if (open.length < headEnd + 4 + length) return false;
    this.lastRequest = open.subarray(0, headEnd + 4 + length).toString('utf8');
    this.consumed += headEnd + 4 + length;
    this.requests += 1;
    return true;
  }

  /** Writes bytes as they stand. */
  write(text: string): void {
    this.socket.write(text);
  }

  /** Writes the beginning, and then a drop every few milliseconds for as long as the connection lives. */
  drip(beginning: string, drop: string): void {
    this.write(beginning);
    const timer = setInterval(() => this.write(drop), 10);
    this.socket.on('close', () => clearInterval(timer));
  }

  /** Answers with this status and body, well-formed. */
  answer(status: number, body: string, headers = ''): void {
    this.write(`HTTP/1.1 ${status} X\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
}

/** What a {@link RawServer} does; by default it accepts, reads and stays silent. */
export interface RawScript {
  /** A connection was accepted. */
  readonly onConnection?: (connection: RawConnection) => void;
  /** Bytes were received. */
  readonly onBytes?: (connection: RawConnection) => void;
  /** A request was received completely; `number` counts those of its connection from 1. */
  readonly onRequest?: (connection: RawConnection, number: number) => void;
}

/** A TCP server that speaks bytes, not HTTP, and keeps all that it received: what a client really wrote. */
export class RawServer {
  private constructor(
    private readonly server: Server,
    readonly connections: RawConnection[],
    private readonly scheme: 'http' | 'https',
  ) {}

  /** Listens on a free port of this machine. */
  static async start(script: RawScript = {}, tls = false): Promise<RawServer> {
    const connections: RawConnection[] = [];
    const accept = (socket: Socket) => {
      const connection = new RawConnection(socket, connections.length);
      connections.push(connection);
      socket.on('data', (chunk: Buffer) => {
        const complete = connection.take(chunk);
        script.onBytes?.(connection);
        if (complete) script.onRequest?.(connection, connection.requests);
      });
      script.onConnection?.(connection);
    };
    const server = tls ? createTlsServer(selfSigned(), accept) : createServer(accept);
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RawServer(server, connections, tls ? 'https' : 'http');
  }

  /** Where it listens, as a base address in this scheme, its own if none is said. */
  url(scheme = this.scheme): URL {
    return new URL(`${scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1/`);
  }

  /** All that was received over all connections. */
  get received(): string {
    return this.connections.map((connection) => connection.received).join('');
  }

  /** Resolves when every connection so far is closed: then nothing more can arrive over them. */
  async quiet(): Promise<void> {
    await waitUntil(() => this.connections.every((connection) => connection.closed), 'closed connections');
  }

  /** Ends all connections and frees the port. */
  async stop(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function selfSigned(): { key: string; cert: string } {
  const key = createPrivateKey({
    key: Buffer.from(SELF_SIGNED_KEY, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    key: key.export({ format: 'pem', type: 'pkcs8' }) as string,
    cert: new X509Certificate(Buffer.from(SELF_SIGNED_CERTIFICATE, 'base64')).toString(),
  };
}
