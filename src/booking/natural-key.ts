/** What makes two requests the same booking in Reservanto's eyes. `BookingStart` in Unix seconds. */
export interface Wish {
  readonly CustomerId: number;
  readonly BookingResourceId: number;
  readonly BookingServiceId: number;
  readonly BookingStart: number;
  readonly Count: number;
}

/** Equal for requests that would become indistinguishable bookings, whatever their notes say. */
export function naturalKeyOf(wish: Wish): string {
  const { CustomerId, BookingResourceId, BookingServiceId, BookingStart, Count } = wish;
  return [CustomerId, BookingResourceId, BookingServiceId, BookingStart, Count].join(':');
}
