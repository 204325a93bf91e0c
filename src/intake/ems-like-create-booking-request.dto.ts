import { ValidateIf } from 'class-validator';
import {
  IsAfterRequest,
  IsInSeconds,
  IsInt32,
  IsPaymentRequiredProcess,
  IsPositive,
  IsPresent,
  IsTextOrNull,
  IsWholeNumber,
} from './rules.js';

/** Reservanto's numbers for `PaymentRequiredProcess`, in order. */
const PAYMENT_REQUIRED_PROCESS = ['Never', 'System'] as const;

const isGiven = (property: string) =>
  ValidateIf((dto: object) => (dto as Record<string, unknown>)[property] !== undefined);

/**
 * The data of a `booking.requested` event: what Reservanto's `EmsLike/CreateBooking` is asked, with its names and
 * types. Holds untrusted values until it is validated; null of an optional property means absent, unknown properties are
 * left behind.
 */
export class EmsLikeCreateBookingRequest {
  @IsInt32()
  @IsPositive()
  @IsWholeNumber()
  @IsPresent()
  readonly BookingResourceId: number;

  @IsInt32()
  @IsPositive()
  @IsWholeNumber()
  @IsPresent()
  readonly BookingServiceId: number;

  @IsInt32()
  @IsPositive()
  @IsWholeNumber()
  @IsPresent()
  readonly CustomerId: number;

  /** Unix seconds. */
  @IsAfterRequest()
  @IsInSeconds()
  @IsPositive()
  @IsWholeNumber()
  @IsPresent()
  readonly BookingStart: number;

  /** Persons or pieces; 1 when the event does not say. */
  @IsInt32()
  @IsPositive()
  @IsWholeNumber()
  readonly Count: number;

  @IsTextOrNull()
  readonly CustomerNote: string | null;

  /** `Never` when the event does not say. */
  @IsPaymentRequiredProcess()
  readonly PaymentRequiredProcess: (typeof PAYMENT_REQUIRED_PROCESS)[number];

  /** Checked, then forgotten: the time of the call replaces it. */
  @IsWholeNumber()
  @isGiven('TimeStamp')
  readonly TimeStamp?: number;

  /** When the request was made; a start must come after it. Not part of the data. */
  declare readonly requestedAt: Date;

  constructor(data: Readonly<Record<string, unknown>>, requestedAt: Date) {
    this.BookingResourceId = data.BookingResourceId as number;
    this.BookingServiceId = data.BookingServiceId as number;
    this.CustomerId = data.CustomerId as number;
    this.BookingStart = data.BookingStart as number;
    this.Count = (data.Count ?? 1) as number;
    this.CustomerNote = (data.CustomerNote ?? null) as string | null;
    this.PaymentRequiredProcess = paymentRequiredProcess(data.PaymentRequiredProcess);
    if ((data.TimeStamp ?? null) !== null) this.TimeStamp = data.TimeStamp as number;
    Object.defineProperty(this, 'requestedAt', { value: requestedAt });
  }
}

/** Reservanto's name for one of its numbers, its default for nothing; anything else unchanged, for validation to judge. */
export function paymentRequiredProcess(value: unknown): (typeof PAYMENT_REQUIRED_PROCESS)[number] {
  if (value === undefined || value === null) return 'Never';
  return (typeof value === 'number' ? (PAYMENT_REQUIRED_PROCESS[value] ?? value) : value) as 'Never';
}
