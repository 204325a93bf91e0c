export { buildBookingRequested, type KafkaRecord, type RequestOptions } from './build-booking-requested.js';
export { FAILURES } from './generated/failures.js';
export type * from './generated/types.js';
