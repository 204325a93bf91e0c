import type { Attribute } from './attribute.js';
import { textOf } from './attribute.js';
import { MAX_TRACESTATE_BYTES } from './limits.js';

/** W3C Trace Context of a request, as its outcome carries it on. */
export interface TraceContext {
  readonly traceparent: string | null;
  readonly tracestate: string | null;
}

const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;
const MEMBER = /^[\t ]*[a-z\d][\w\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,256}[\t ]*$/;
const MAX_MEMBERS = 32;

/**
 * The first well-formed `traceparent` and, beside one, the first well-formed `tracestate` of those given. What W3C Trace
 * Context does not allow is left out: a trace is a convenience, and no reason to refuse a request.
 */
export function traceContextOf(given: {
  readonly traceparent: readonly Attribute[];
  readonly tracestate: readonly Attribute[];
}): TraceContext {
  const traceparent = firstOf(given.traceparent, (text) => TRACEPARENT.test(text));
  const tracestate = traceparent === null ? null : firstOf(given.tracestate, isTracestate);
  return { traceparent, tracestate };
}

function firstOf(attributes: readonly Attribute[], isGood: (text: string) => boolean): string | null {
  return attributes.map(textOf).find((text) => text !== null && isGood(text)) ?? null;
}

function isTracestate(text: string): boolean {
  if (Buffer.byteLength(text) > MAX_TRACESTATE_BYTES) return false;
  const members = text.split(',').filter((member) => member.trim() !== '');
  return members.length > 0 && members.length <= MAX_MEMBERS && members.every((m) => MEMBER.test(m));
}
