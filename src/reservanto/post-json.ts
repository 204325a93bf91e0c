import type { Dispatcher } from 'undici';
import type { AnswerBody, Exchange } from './exchange.js';
import { retryAfterMs } from './retry-after.js';

/** One POST. The body is sent as JSON; `timeoutMs` bounds the whole exchange. */
export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly timeoutMs: number;
  /** Asked immediately before the first byte is written; when it says no, nothing is written. */
  readonly mayWrite?: () => boolean;
}

/** Code of an exchange that was not sent because `mayWrite` said no. */
export const WITHHELD = 'WITHHELD';

const MAX_BODY_BYTES = 1024 * 1024;
/** What comes below is only announced (103 Early Hints): the answer follows. */
const FIRST_FINAL_STATUS = 200;
/** Takes a byte order mark off, which servers on .NET like to put before JSON and which `JSON.parse` refuses. */
const utf8 = new TextDecoder();

/**
 * Makes one exchange and tells what happened; never throws, repeats, pipelines or follows a redirect.
 *
 * undici calls `onRequestStart` immediately before it writes the first byte to the socket. What ends before that call
 * was provably not sent, because a later call of it is aborted; what ends after it may have been sent, on a reused
 * connection too.
 */
export function postJson(dispatcher: Dispatcher, post: Post): Promise<Exchange> {
  return new Promise((resolve) => {
    dispatcher.dispatch(
      {
        origin: post.url.origin,
        path: post.url.pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json;charset=UTF-8', ...post.headers },
        body: JSON.stringify(post.body),
      },
      new ExchangeHandler(post, resolve),
    );
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private status: number | null = null;
  private retryAfter: string | null = null;
  private chunks: Buffer[] = [];
  private size = 0;
  private over = false;
  private readonly timer: NodeJS.Timeout;
  private readonly wallStart = Date.now();
  private readonly steadyStart = performance.now();

  constructor(
    private readonly post: Pick<Post, 'timeoutMs' | 'mayWrite'>,
    private readonly resolve: (exchange: Exchange) => void,
  ) {
    this.timer = setTimeout(() => this.onTimeout(), post.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // The timer says nothing yet when the process or the machine has just slept.
    if (this.isPastTime()) this.onTimeout();
    if (!this.over && this.post.mayWrite?.() === false) this.end({ kind: 'not-sent', code: WITHHELD });
    if (this.over) controller.abort(new Error('over before it was sent'));
    else this.controller = controller;
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < FIRST_FINAL_STATUS) return;
    const value = headers['retry-after'];
    this.status = status;
    this.retryAfter = (Array.isArray(value) ? value[0] : value) ?? null;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= MAX_BODY_BYTES) {
      this.chunks.push(chunk);
      return;
    }
    this.answer({ broken: 'oversized' });
    controller.abort(new Error('the answer is too large'));
  }

  onResponseEnd(): void {
    this.answer(readBody(Buffer.concat(this.chunks)));
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    const code = (error as NodeJS.ErrnoException).code ?? error.name;
    if (this.status !== null) this.answer({ broken: 'truncated' });
    else if (this.controller === null) this.end({ kind: 'not-sent', code });
    else
      this.end({ kind: 'interrupted', reason: /TIMEOUT/.test(code) ? 'timeout' : 'connection-lost', code });
  }

  private isPastTime(): boolean {
    const elapsed = Math.max(Date.now() - this.wallStart, performance.now() - this.steadyStart);
    return elapsed >= this.post.timeoutMs;
  }

  private onTimeout(): void {
    const code = 'CALL_TIMEOUT';
    if (this.controller === null) this.end({ kind: 'not-sent', code });
    else if (this.status !== null) this.answer({ broken: 'truncated' });
    else this.end({ kind: 'interrupted', reason: 'timeout', code });
    this.controller?.abort(new Error('timed out'));
  }

  private answer(body: AnswerBody): void {
    const status = this.status ?? 0;
    this.end({ kind: 'answered', status, retryAfterMs: retryAfterMs(this.retryAfter, Date.now()), body });
  }

  private end(exchange: Exchange): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    this.resolve(exchange);
  }
}

function readBody(bytes: Buffer): AnswerBody {
  if (bytes.length === 0) return { broken: 'empty' };
  try {
    return { json: JSON.parse(utf8.decode(bytes)) as unknown };
  } catch {
    return { broken: 'not-json' };
  }
}
