import type { Simulator } from '../../src/simulator/simulator.js';
import { waitUntil } from './wait-until.js';

/** What a plain client saw of one call: `status` 0 when the connection was cut, -1 when it gave up before an answer. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer came to its end. */
  readonly isWhole: boolean;
  /** The body, or {} when it is no whole JSON object. */
  readonly json: Readonly<Record<string, unknown>>;
}

const TYPE = 'application/json;charset=UTF-8';

/** A client that shows everything and judges nothing. It fetches a token for its first call and keeps it. */
export class ReservantoCaller {
  private token: string | null = null;

  constructor(private readonly simulator: Simulator) {}

  /** Calls an operation with the token; gives up when the signal is aborted, else never. */
  async call(action: string, fields: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Seen> {
    this.token ??= await this.newToken();
    return this.send(action, { body: JSON.stringify(fields), token: this.token, signal });
  }

  /** Calls an operation and gives up as soon as the simulator has struck the call with a fault. */
  async callUntilStruck(action: string, fields: Record<string, unknown> = {}): Promise<Seen> {
    this.token ??= await this.newToken();
    const struckBefore = this.struck();
    const patience = new AbortController();
    const call = this.call(action, fields, patience.signal);
    await waitUntil(() => this.struck() > struckBefore, 'the fault');
    patience.abort();
    return call;
  }

  async newToken(TimeStamp?: number): Promise<string> {
    const LongTimeToken = this.simulator.longTimeToken;
    const seen = await this.send('Authorize/GetShortTimeToken', {
      body: JSON.stringify({ LongTimeToken, TimeStamp }),
    });
    return String(seen.json.ShortTimeToken);
  }

  /** Sends exactly this, by default a POST of JSON without a token. */
  async send(
    action: string,
    sent: { method?: string; type?: string; token?: string; body?: string; signal?: AbortSignal | undefined },
  ): Promise<Seen> {
    const { method = 'POST', type = TYPE, token, body = '{}', signal } = sent;
    return see(new URL(action, this.simulator.url), {
      method,
      redirect: 'manual',
      ...(signal === undefined ? {} : { signal }),
      headers: { 'content-type': type, ...(token === undefined ? {} : { authorization: token }) },
      ...(method === 'GET' ? {} : { body }),
    });
  }

  /** Asks the admin port; a body that is a text is sent as it is. */
  async admin(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(new URL(path, this.simulator.adminUrl), {
      method,
      ...(text === undefined ? {} : { body: text }),
    });
    return { status: response.status, json: await response.json() };
  }

  private struck(): number {
    return Object.values(this.simulator.faults.injected).reduce((sum, count) => sum + count, 0);
  }
}

async function see(url: URL, init: RequestInit): Promise<Seen> {
  let status = 0;
  let headers = new Headers();
  try {
    const response = await fetch(url, init);
    ({ status, headers } = response);
    const text = await response.text();
    return { status, headers, text, isWhole: true, json: fieldsOf(text) };
  } catch (error) {
    const gaveUp = (error as Error).name === 'AbortError';
    return { status: gaveUp ? -1 : status, headers, text: '', isWhole: false, json: {} };
  }
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
