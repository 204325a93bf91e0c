/** What Reservanto said: bounded in number and length, because it is untrusted. */
export interface ProviderAnswer {
  readonly httpStatus: number | null;
  readonly messages: readonly string[];
  readonly parameters: readonly string[];
}

/** Reservanto's words for the state of a booking. */
export const APPOINTMENT_STATUSES = [
  'ConfirmationRequested',
  'Rejected',
  'AlternateSubscribed',
  'AlternateAutoPromotion',
  'Canceled',
  'Confirmed',
] as const;

/** One of {@link APPOINTMENT_STATUSES}. */
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** A booking as `CreateBooking` answers it. */
export interface CreatedBooking {
  readonly AppointmentId: number;
  readonly CustomerId: number;
  readonly Status: AppointmentStatus;
  readonly IsPaymentRequired: boolean;
  readonly IsPaymentRequiredProcessing: boolean;
}

const INT32_MAX = 2_147_483_647;
const MAX_TEXTS = 10;
const MAX_TEXT_LENGTH = 500;

/** The fields of a JSON object; of anything else, none. */
export function fieldsOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : {};
}

/** The texts and parameters of the envelope, from the lists or else from the single fields. */
export function providerAnswer(httpStatus: number | null, json: unknown): ProviderAnswer {
  const fields = fieldsOf(json);
  return {
    httpStatus,
    messages: texts(fields.ErrorMessages, fields.ErrorMessage),
    parameters: texts(fields.ErrorParameters, fields.ErrorParameter),
  };
}

function texts(many: unknown, one: unknown): string[] {
  const listed = Array.isArray(many) && many.length > 0 ? many : [one];
  return listed
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .slice(0, MAX_TEXTS)
    .map((text) => text.slice(0, MAX_TEXT_LENGTH));
}

/**
 * The booking in an answer without error, if every field that proves it is there and it is the customer's own.
 * A payment flag that is missing reads as false, the value that Reservanto gives where nothing is demanded.
 */
export function bookingIn(json: unknown, customerId: number): CreatedBooking | null {
  const { AppointmentId, CustomerId, Status, IsPaymentRequired, IsPaymentRequiredProcessing } =
    fieldsOf(json);
  const status = APPOINTMENT_STATUSES.find((s) => s === Status);
  if (!isId(AppointmentId)) return null;
  if (CustomerId !== customerId || status === undefined) return null;
  return {
    AppointmentId,
    CustomerId: customerId,
    Status: status,
    IsPaymentRequired: IsPaymentRequired === true,
    IsPaymentRequiredProcessing: IsPaymentRequiredProcessing === true,
  };
}

/** Reservanto's ids are int32, and so is the column that keeps them: a larger one would fail every verdict of its batch. */
function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= INT32_MAX;
}
