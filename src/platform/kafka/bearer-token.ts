import { hideInLogs } from '../logging/hidden-values.js';

/** What a broker takes in place of a password, for a while. */
export interface BearerToken {
  readonly value: string;
  /** Milliseconds since 1970; null when its issuer did not say. */
  readonly expiresAtMs: number | null;
}

/** Gets a new token, or throws a {@link KafkaJSError} that says why there is none and whether trying again may help. */
export type TokenIssuer = () => Promise<BearerToken>;

/**
 * A token is renewed when a fifth of its life is left, as Java clients do, and at the latest 15 seconds before its end:
 * kafkajs logs in again 10 seconds before, and must not be given the same token once more.
 */
const SHARE_OF_LIFE_LEFT = 0.2;
const SHORTEST_REST_MS = 15_000;

/**
 * Hands out the same token to every connection until shortly before its end; one renewal is under way at a time, and a
 * failed one is tried again by the next who asks. No log line holds a token.
 */
export function renewedInTime(issue: TokenIssuer, now: () => number = Date.now): () => Promise<string> {
  let current: { readonly value: string; readonly renewAtMs: number } | null = null;
  let renewal: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const askedAtMs = now();
    const { value, expiresAtMs } = await issue();
    hideInLogs('KAFKA_TOKEN', value);
    const lifeMs = expiresAtMs === null ? 0 : expiresAtMs - askedAtMs;
    const restMs = Math.max(lifeMs * SHARE_OF_LIFE_LEFT, SHORTEST_REST_MS);
    current = { value, renewAtMs: askedAtMs + lifeMs - restMs };
    return value;
  }

  return async () => {
    if (current !== null && now() < current.renewAtMs) return current.value;
    renewal ??= renew().finally(() => (renewal = null));
    return renewal;
  };
}
