/** Reservanto's words for the state of a booking. */
export type AppointmentStatus =
  | 'ConfirmationRequested'
  | 'Rejected'
  | 'AlternateSubscribed'
  | 'AlternateAutoPromotion'
  | 'Canceled'
  | 'Confirmed';

/** A booking as Reservanto answers it. Whether payment is demanded is told by the answer to the create only: otherwise null. */
export interface Booking {
  readonly AppointmentId: number;
  readonly CustomerId: number;
  readonly Status: AppointmentStatus;
  readonly IsPaymentRequired: boolean | null;
  readonly IsPaymentRequiredProcessing: boolean | null;
}

/** How firm a booking is. */
export type Confirmation = 'confirmed' | 'awaiting-confirmation' | 'waiting-list';

/** How firm a booking of this status is; `null` when the status says that there is no booking. */
export function confirmationOf(status: AppointmentStatus): Confirmation | null {
  switch (status) {
    case 'Confirmed':
      return 'confirmed';
    case 'ConfirmationRequested':
      return 'awaiting-confirmation';
    case 'AlternateSubscribed':
    case 'AlternateAutoPromotion':
      return 'waiting-list';
    case 'Rejected':
    case 'Canceled':
      return null;
  }
}
