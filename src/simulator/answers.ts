/** An HTTP answer of the simulator. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What Reservanto refuses, with the property it names and its Czech words. The real texts are not documented but one. */
export const REFUSALS = {
  customer: ['CustomerId', 'Hledaný zákazník neexistuje!'],
  resource: ['BookingResourceId', 'Hledaný zdroj neexistuje!'],
  service: ['BookingServiceId', 'Hledaná služba neexistuje!'],
  offer: ['BookingServiceId', 'Zdroj tuto službu nenabízí!'],
  taken: ['BookingStart', 'Zvolený termín je již obsazený!'],
  past: ['BookingStart', 'Termín je v minulosti!'],
  count: ['Count', 'Neplatný počet osob!'],
  payment: ['PaymentRequiredProcess', 'Neplatná hodnota!'],
  appointment: ['AppointmentId', 'Hledaná rezervace neexistuje!'],
  longTimeToken: ['LongTimeToken', 'Neplatný token!'],
  timeStamp: ['TimeStamp', 'Neplatný čas požadavku!'],
} as const satisfies Record<string, readonly [string, string]>;

/** A key of {@link REFUSALS}. */
export type Refusal = keyof typeof REFUSALS;

/** A successful answer: the action's own fields and the envelope. */
export function success(fields: Readonly<Record<string, unknown>>): Answer {
  const envelope = {
    IsError: false,
    ErrorMessage: null,
    ErrorMessages: [],
    ErrorParameter: null,
    ErrorParameters: [],
  };
  return { status: 200, body: { ...fields, ...envelope } };
}

/** A refusal: still 200, the action's own fields at their defaults, and the reason in the envelope. */
export function refuse(reason: Refusal, defaults: Readonly<Record<string, unknown>> = {}): Answer {
  const [parameter, message] = REFUSALS[reason];
  return {
    status: 200,
    body: {
      ...defaults,
      IsError: true,
      ErrorMessage: message,
      ErrorMessages: [message],
      ErrorParameter: parameter,
      ErrorParameters: [parameter],
    },
  };
}
