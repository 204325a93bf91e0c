import { Injectable } from '@nestjs/common';
import { Agent, request } from 'undici';
import type { CreateBookingDto } from './create-booking.dto.js';
import { setting } from './settings.js';

/** What CreateBooking answers, as far as it is used. */
export interface Answer {
  readonly IsError: boolean;
  readonly ErrorMessage: string | null;
  readonly AppointmentId: number;
  readonly Status: string;
}

const TOKEN_LIFE_MS = 25 * 60_000;
const TIMEOUT_MS = 20_000;
const UNAUTHORIZED = 401;
const OK = 200;

/** Calls Reservanto over kept-alive connections, with a token that is fetched once. */
@Injectable()
export class ReservantoService {
  private readonly agent = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  private readonly baseUrl = setting('RESERVANTO_BASE_URL');
  private token: { readonly text: Promise<string>; readonly until: number } | null = null;

  /** Throws when Reservanto does not answer with 200. */
  async createBooking(booking: CreateBookingDto): Promise<Answer> {
    const first = await this.post('EmsLike/CreateBooking', booking, await this.shortTimeToken());
    if (first.status !== UNAUTHORIZED) return answerOf(first);
    this.token = null;
    return answerOf(await this.post('EmsLike/CreateBooking', booking, await this.shortTimeToken()));
  }

  private shortTimeToken(): Promise<string> {
    if (this.token === null || this.token.until < Date.now()) {
      const text = this.post('Authorize/GetShortTimeToken', {
        LongTimeToken: setting('RESERVANTO_LONG_TIME_TOKEN'),
      }).then(({ body }) => (body as { ShortTimeToken: string }).ShortTimeToken);
      text.catch(() => (this.token = null));
      this.token = { text, until: Date.now() + TOKEN_LIFE_MS };
    }
    return this.token.text;
  }

  private async post(action: string, fields: object, token?: string) {
    const { statusCode, body } = await request(this.baseUrl + action, {
      method: 'POST',
      dispatcher: this.agent,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: token }),
      },
      body: JSON.stringify({ ...fields, TimeStamp: Math.floor(Date.now() / 1_000) }),
    });
    return { status: statusCode, body: await body.json() };
  }
}

function answerOf({ status, body }: { status: number; body: unknown }): Answer {
  if (status !== OK) throw new Error(`Reservanto answered with ${status}`);
  return body as Answer;
}
