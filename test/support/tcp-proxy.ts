import { connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/platform/embedded/free-port.js';

type Pair = readonly [client: Socket, server: Socket];

/** A TCP address in front of a server, through which a test can take that server away and give it back. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private delayMs = 0;
  private held = promiseToKeep();
  private readonly silent = new WeakSet<Pair>();
  private server: Server | null = null;

  private constructor(
    /** Where clients connect, on 127.0.0.1; it stays the same when connections are refused and accepted again. */
    readonly port: number,
    private readonly target: { readonly host: string; readonly port: number },
  ) {}

  /** Listens in front of the host and port of `url`. */
  static async inFrontOf(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy(await freePort(null), { host: hostname, port: Number(port) });
    await proxy.listen();
    return proxy;
  }

  /** The same URL, by way of the proxy. */
  through(url: string): string {
    const detour = new URL(url);
    detour.host = `127.0.0.1:${this.port}`;
    return detour.href;
  }

  /** How many clients are connected. */
  get connections(): number {
    return this.pairs.size;
  }

  /** Resets every connection; new ones are accepted as before. */
  cut(): void {
    for (const [client, server] of this.pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Resets every connection and refuses new ones, until {@link restore}. */
  async refuse(): Promise<void> {
    const closing = this.server;
    this.server = null;
    const closed = new Promise<void>((resolve) =>
      closing === null ? resolve() : closing.close(() => resolve()),
    );
    this.cut();
    await closed;
  }

  /**
   * Nothing more is forwarded on the connections that are open now, and none of them is closed, as when a firewall has
   * forgotten them. New ones work.
   */
  silence(): void {
    for (const pair of this.pairs) this.silent.add(pair);
  }

  /** Every piece of data, in both directions, waits so long from now on; a very long delay is a server that hangs. */
  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  /** Accepts connections and forwards without delay; what was held back goes on at once, in order. */
  async restore(): Promise<void> {
    this.delayMs = 0;
    this.held.keep();
    this.held = promiseToKeep();
    if (this.server === null) await this.listen();
  }

  /** Resets every connection and closes the port for good. */
  async stop(): Promise<void> {
    this.held.keep();
    await this.refuse();
  }

  private listen(): Promise<void> {
    const server = createServer((client) => this.join(client));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
  }

  private join(client: Socket): void {
    const server = connect(this.target);
    const pair = [client, server] as const;
    this.pairs.add(pair);
    const forward = (from: Socket, to: Socket) =>
      pipeline(from, (chunks: AsyncIterable<Buffer>) => this.heldBack(chunks, pair), to);
    void Promise.allSettled([forward(client, server), forward(server, client)]).then(() =>
      this.pairs.delete(pair),
    );
  }

  private async *heldBack(chunks: AsyncIterable<Buffer>, pair: Pair): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (this.delayMs > 0)
        await Promise.race([sleep(this.delayMs, undefined, { ref: false }), this.held.kept]);
      if (!this.silent.has(pair)) yield chunk;
    }
  }
}

function promiseToKeep(): { readonly kept: Promise<void>; readonly keep: () => void } {
  let keep = () => {};
  const kept = new Promise<void>((resolve) => (keep = resolve));
  return { kept, keep };
}
