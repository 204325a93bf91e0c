import { validateSync, type ValidationError } from 'class-validator';
import type { FailureDetail } from '../booking/failure.js';
import { misspeltIn } from './spelling.js';
import { EmsLikeCreateBookingRequest } from './ems-like-create-booking-request.dto.js';

/** What Reservanto is to be asked: a checked {@link EmsLikeCreateBookingRequest} without its `TimeStamp`. */
export type BookingCall = Omit<EmsLikeCreateBookingRequest, 'TimeStamp' | 'requestedAt'>;

/** A request that may be sent to Reservanto, or every reason why not. */
export type Validated =
  | { readonly valid: true; readonly call: BookingCall }
  | { readonly valid: false; readonly errors: readonly FailureDetail[] };

/**
 * Checks the data of a request: for each property that breaks a rule, one error with the first rule it breaks. A property
 * that is missing and there in another case breaks that one.
 */
export function validateRequest(data: Readonly<Record<string, unknown>>, requestedAt: Date): Validated {
  const dto = new EmsLikeCreateBookingRequest(data, requestedAt);
  const misspelt = misspeltIn(data);
  const broken = validateSync(dto, { stopAtFirstError: true })
    .flatMap(detailsOf)
    .filter(({ pointer }) => !misspelt.some((error) => error.pointer === pointer));
  const errors = [...misspelt, ...broken];
  if (errors.length > 0) return { valid: false, errors };
  const { TimeStamp: _replacedAtCallTime, ...call } = dto;
  return { valid: true, call };
}

function detailsOf(error: ValidationError): FailureDetail[] {
  return Object.entries(error.constraints ?? {}).map(([code, message]) => ({
    pointer: `/${error.property}`,
    code,
    message,
  }));
}
