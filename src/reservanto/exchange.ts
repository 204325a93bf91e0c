/** Why a body could not be read as JSON. */
export type BrokenBody = 'empty' | 'not-json' | 'truncated' | 'oversized';

/** The body of an answer: any JSON, untrusted, or why it is none. */
export type AnswerBody = { readonly json: unknown } | { readonly broken: BrokenBody };

/**
 * All that can happen to one HTTP exchange.
 *
 * - `answered`: status and headers arrived, whatever the body.
 * - `not-sent`: not one byte of the request was written, so Reservanto cannot have acted.
 * - `interrupted`: the request began to be written and no answer was understood: Reservanto may have acted.
 */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** From `Retry-After`; null where it is absent or unreadable. */
      readonly retryAfterMs: number | null;
      readonly body: AnswerBody;
    }
  | { readonly kind: 'not-sent'; readonly code: string }
  | { readonly kind: 'interrupted'; readonly reason: 'timeout' | 'connection-lost'; readonly code: string };
