import type { AuthenticationProviderArgs, Mechanism } from 'kafkajs';
import { noTokenAtAll } from './bearer-token.js';

const SEPARATOR = '\u0001';
const LENGTH_BYTES = 4;
/** Statuses of RFC 7628 look like this; anything else is not repeated. */
const STATUS = /^[\w-]{1,60}$/;

/**
 * SASL OAUTHBEARER (RFC 7628) for kafkajs. Its own takes a refusal for a login, because brokers refuse a token in an
 * answer that looks well and wait for a last message; then the next request fails as "Closed connection". Here a token
 * that is refused is an error that says so.
 */
export function oauthBearer(
  token: () => Promise<string>,
  extensions: Readonly<Record<string, string>> = {},
): Mechanism {
  return {
    mechanism: 'oauthbearer',
    authenticationProvider: ({ saslAuthenticate }) => ({
      authenticate: async () => {
        const value = await token().catch(async (error: unknown) => {
          // The broker waits for the rest of the login and would refuse all else on this connection; now it closes it.
          await send(saslAuthenticate, SEPARATOR).catch(() => undefined);
          throw error;
        });
        const attributes = [
          `auth=Bearer ${value}`,
          ...Object.entries(extensions).map((pair) => pair.join('=')),
        ];
        const first = `n,,${SEPARATOR}${attributes.join(SEPARATOR)}${SEPARATOR}${SEPARATOR}`;
        const refusal = await send(saslAuthenticate, first);
        if (refusal === '') return;
        const why = await send(saslAuthenticate, SEPARATOR).catch((error: unknown) =>
          error instanceof Error ? error.message : String(error),
        );
        throw noTokenAtAll(`SASL OAUTHBEARER: the broker refused the token (${statusOf(refusal)}): ${why}`);
      },
    }),
  };
}

/** Sends one message of the login and resolves with what the broker answered to it, empty for a success. */
async function send(
  saslAuthenticate: AuthenticationProviderArgs['saslAuthenticate'],
  message: string,
): Promise<string> {
  const answer = await saslAuthenticate<string>({
    request: { encode: () => withLength(Buffer.from(message)) },
    response: {
      decode: (raw) => raw.subarray(LENGTH_BYTES),
      parse: (bytes) => bytes.toString('utf8'),
    },
  });
  return answer ?? '';
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function statusOf(refusal: string): string {
  try {
    const { status } = JSON.parse(refusal) as { status?: unknown };
    return typeof status === 'string' && STATUS.test(status) ? status : 'no status';
  } catch {
    return 'no status';
  }
}
