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
 * How long before the end of a token kafkajs logs in again on an open connection. The session then must be longer than
 * this, or kafkajs would log in before each request, and brokers refuse a second login within a second.
 */
export const LOGIN_AGAIN_BEFORE_END_MS = 10_000;

/** A token is renewed when a fifth of its life is left, as Java clients do, and early enough for the next login. */
const SHARE_OF_LIFE_LEFT = 0.2;
const SHORTEST_REST_MS = LOGIN_AGAIN_BEFORE_END_MS + 5_000;
const SHORTEST_SESSION_MS = LOGIN_AGAIN_BEFORE_END_MS + 1_000;

/**
 * Hands out the same token to every connection until shortly before its end. One renewal is under way at a time. One that
 * fails is tried again by the next who asks; while a connection can still use the old token, that one is handed out. No
 * log line holds a token.
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
      if (now() < current.endsAtMs - SHORTEST_SESSION_MS) return current.value;
      throw error;
    });
  };
}

/** The error for a token that may be had later: kafkajs leaves the connection and tries again on a new one. */
export function noTokenForNow(why: string): Error {
  return new KafkaJSConnectionError(why);
}

/** The error for a token that asking again does not bring. */
export function noTokenAtAll(why: string): Error {
  return new KafkaJSNonRetriableError(why);
}
