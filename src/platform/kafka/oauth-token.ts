import type { KafkaLogin } from '../config/kafka-security.js';
import { hideInLogs } from '../logging/hidden-values.js';
import { type BearerToken, noTokenAtAll, noTokenForNow, type TokenIssuer } from './bearer-token.js';

type OAuthLogin = Extract<KafkaLogin, { mechanism: 'oauthbearer' }>;

const TIMEOUT_MS = 5_000;
/** Tokens with many groups in them reach some KiB. */
const MAX_BYTES = 65_536;
/** The error codes of RFC 6749 and of those who add to it; anything else may hold what a log must not. */
const ERROR_CODE = /^[a-z_]{1,60}$/;
/** Characters of a bearer token, as in RFC 6750. */
const TOKEN = /^[\w.~+/-]+=*$/;

/**
 * Asks the token endpoint by the client credentials grant (RFC 6749, section 4.4), with the client's id and secret in an
 * Authorization header. Redirects are not followed, as the secret is meant for this address only. A silent, failing or
 * busy endpoint may be asked again; one that refuses the client may not.
 */
export function clientCredentials(login: OAuthLogin): TokenIssuer {
  const { host } = new URL(login.tokenUrl);
  const credentials = Buffer.from(
    `${encodeURIComponent(login.clientId)}:${encodeURIComponent(login.clientSecret)}`,
  ).toString('base64');
  hideInLogs('KAFKA_OAUTH_CREDENTIALS', credentials);
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  if (login.scope !== null) body.set('scope', login.scope);
  const saying = (why: string) => `The token endpoint at ${host} gave no token: ${why}`;

  return async () => {
    const askedAtMs = Date.now();
    const { status, text } = await ask().catch((error: unknown) => {
      throw noTokenForNow(saying(reasonOf(error)));
    });
    const answer = fieldsOf(text);
    if (status === 200) {
      const token = tokenOf(answer, askedAtMs);
      if (token !== null) return token;
      throw noTokenAtAll(saying('its answer holds no access_token that could be sent to a broker'));
    }
    const { error } = answer;
    const code = typeof error === 'string' && ERROR_CODE.test(error) ? ` ${error}` : '';
    const mayPass = status >= 500 || status === 408 || status === 429;
    throw (mayPass ? noTokenForNow : noTokenAtAll)(saying(`it answered ${status}${code}`));
  };

  async function ask(): Promise<{ status: number; text: string }> {
    const response = await fetch(login.tokenUrl, {
      method: 'POST',
      body,
      headers: { authorization: `Basic ${credentials}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await textOf(response) };
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`its answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Some endpoints write `expires_in` as text, and it may be left out. */
function tokenOf(answer: Record<string, unknown>, askedAtMs: number): BearerToken | null {
  const { access_token: value, expires_in: lifetime } = answer;
  if (typeof value !== 'string' || !TOKEN.test(value)) return null;
  const seconds = typeof lifetime === 'string' || typeof lifetime === 'number' ? Number(lifetime) : NaN;
  return { value, expiresAtMs: seconds > 0 ? askedAtMs + seconds * 1000 : null };
}

/** What `fetch` itself says is "fetch failed"; the reason is the cause, which may have a code and no message. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  const { message: reason, code } = (cause ?? {}) as { message?: string; code?: string };
  return reason || code || message || 'fetch failed';
}
