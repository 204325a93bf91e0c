import { hideInLogs } from '../logging/hidden-values.js';
import { KafkaJSConnectionError, KafkaJSNonRetriableError } from './kafka-errors.js';

/** What a broker takes in place of a password, for a while. */
export interface BearerToken {
  readonly value: string;
  /** Milliseconds since 1970; null when its issuer did not say. */
  readonly expiresAtMs: number | null;
}

/** Gets a new token. Throws what {@link noTokenForNow} or {@link noTokenAtAll} made when there is none. */
export type TokenIssuer = () => Promise<BearerToken>;

/**
 * A token is renewed when a fifth of its life is left, as Java clients do, and at the latest 15 seconds before its end:
 * kafkajs logs in again 10 seconds before, and must not be given the same token once more.
 */
const SHARE_OF_LIFE_LEFT = 0.2;
const SHORTEST_REST_MS = 15_000;

/**
 * Hands out the same token to every connection until shortly before its end. One renewal is under way at a time. One that
 * fails is tried again by the next who asks, and until the token ends the old one does. No log line holds a token.
 */
export function renewedInTime(issue: TokenIssuer, now: () => number = Date.now): () => Promise<string> {
  let current = { value: '', renewAtMs: -Infinity, endsAtMs: -Infinity };
  let renewal: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const askedAtMs = now();
    const { value, expiresAtMs } = await issue();
    hideInLogs('KAFKA_TOKEN', value);
    const endsAtMs = expiresAtMs ?? askedAtMs;
    const restMs = Math.max((endsAtMs - askedAtMs) * SHARE_OF_LIFE_LEFT, SHORTEST_REST_MS);
    current = { value, renewAtMs: endsAtMs - restMs, endsAtMs };
    return value;
  }

  return async () => {
    if (now() < current.renewAtMs) return current.value;
    renewal ??= renew().finally(() => (renewal = null));
    return renewal.catch((error: unknown) => {
      if (now() < current.endsAtMs) return current.value;
      throw error;
    });
  };
}

/**
 * The error for a token that may be had later. kafkajs leaves the connection, on which the broker waits for the rest of
 * the login and nothing else, and tries again on a new one.
 */
export function noTokenForNow(why: string): Error {
  return new KafkaJSConnectionError(why);
}

/** The error for a token that asking again does not bring. */
export function noTokenAtAll(why: string): Error {
  return new KafkaJSNonRetriableError(why);
}
