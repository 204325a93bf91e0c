/** What can happen to a booking. */
export const DEEDS = ['booked', 'changed', 'canceled'] as const;

/** One of {@link DEEDS}. */
export type Deed = (typeof DEEDS)[number];
