import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

/** A request that a {@link TokenServer} received. */
export interface TokenRequest {
  readonly authorization: string;
  readonly form: Readonly<Record<string, string>>;
}

/** What a {@link TokenServer} answers with. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An OAuth token endpoint that gives every client what `answer` says, by default a token for a minute. */
export class TokenServer {
  readonly requests: TokenRequest[] = [];
  answer: (request: TokenRequest) => TokenAnswer | Promise<TokenAnswer> = () => granted(60);

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      void text(request).then(async (body) => {
        const received = {
          authorization: request.headers.authorization ?? '',
          form: Object.fromEntries(new URLSearchParams(body)),
        };
        this.requests.push(received);
        const { status, headers, body: answered } = await this.answer(received);
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(answered);
      });
    });
  }

  static async start(): Promise<TokenServer> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new TokenServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/token`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A token without a signature, as a broker of the tests takes it, that ends in so many seconds. */
export function unsecuredToken(seconds: number): string {
  const now = Date.now() / 1000;
  const parts = [
    { alg: 'none' },
    { sub: 'bridge', iat: now - 1, exp: now + seconds, jti: `${Math.random()}` },
  ];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}

/** The answer with a new token that ends in so many seconds. */
export function granted(seconds: number): TokenAnswer {
  return {
    status: 200,
    body: JSON.stringify({
      access_token: unsecuredToken(seconds),
      token_type: 'Bearer',
      expires_in: seconds,
    }),
  };
}
