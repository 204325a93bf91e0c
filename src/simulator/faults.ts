/** How one fault shows. */
export interface FaultKind {
  /**
   * On which side of the booking it goes wrong: `never` means that the action is not run, `before` that it ran before
   * the fault shows, `late` that it runs after the client was cut off.
   */
  readonly runs: 'never' | 'before' | 'late';
  readonly shows: 'answer' | 'silence' | 'reset';
  /** The action is run only after the delay. */
  readonly waits?: boolean;
  readonly status?: number;
  readonly retryAfter?: boolean;
  readonly body?: 'html' | 'truncated' | 'empty' | 'oversized';
}

const answers = (runs: 'never' | 'before', status: number) => ({ runs, shows: 'answer', status }) as const;
const spoils = (body: NonNullable<FaultKind['body']>) => ({ runs: 'before', shows: 'answer', body }) as const;

/** What can go wrong with a call. */
export const FAULTS = {
  slow: { runs: 'before', shows: 'answer', waits: true },
  /** A booking under it stays invisible to reads for the delay; a read under it sees what there was that long ago. */
  lag: { runs: 'before', shows: 'answer' },
  hang: { runs: 'never', shows: 'silence' },
  'booked-then-hang': { runs: 'before', shows: 'silence' },
  'reset-before': { runs: 'never', shows: 'reset' },
  'booked-then-reset': { runs: 'before', shows: 'reset' },
  'booked-late': { runs: 'late', shows: 'reset' },
  '500-before': answers('never', 500),
  '500-after': answers('before', 500),
  '502-before': answers('never', 502),
  '502-after': answers('before', 502),
  '503-before': answers('never', 503),
  '503-after': answers('before', 503),
  '504-before': answers('never', 504),
  '504-after': answers('before', 504),
  '503-retry-after': { ...answers('never', 503), retryAfter: true },
  '429-retry-after': { ...answers('never', 429), retryAfter: true },
  '400': answers('never', 400),
  '404': answers('never', 404),
  '415': answers('never', 415),
  '302': answers('never', 302),
  html: spoils('html'),
  truncated: spoils('truncated'),
  empty: spoils('empty'),
  oversized: spoils('oversized'),
  'expired-token': answers('never', 401),
  'missing-right': answers('never', 403),
} as const satisfies Record<string, FaultKind>;

/** A key of {@link FAULTS}. */
export type FaultName = keyof typeof FAULTS;

/** Which calls a fault strikes, and how hard. What is left out does not narrow it. */
export interface ArmedFault {
  readonly fault: FaultName;
  /** Path below `/v1/`; default `EmsLike/CreateBooking`. */
  readonly action?: string;
  readonly customerId?: number;
  /** How often it strikes before it is spent. */
  readonly times?: number;
  /** The share of calls that it strikes, 0 to 1. Which ones depends on the seed and on their order only. */
  readonly rate?: number;
  /** Seed of the rate and of the delays; default: the simulator's seed and how many were armed before. */
  readonly seed?: number;
  /** For `slow`, `lag` and `booked-late`: milliseconds, or the range that each strike draws from. Default 1000. */
  readonly delayMs?: number | readonly [from: number, to: number];
}

/** A fault that strikes one call. */
export interface Strike {
  readonly fault: FaultName;
  readonly delayMs: number;
}

/** Customers that always meet their fault; `times` counts for each of them. They lie in the open range of the catalogue. */
export const MAGIC_CUSTOMERS: Readonly<Record<number, Omit<ArmedFault, 'customerId'>>> = {
  1_900_001: { fault: 'slow', delayMs: 1_500 },
  1_900_002: { fault: 'hang' },
  1_900_003: { fault: 'booked-then-reset' },
  1_900_004: { fault: 'booked-late', delayMs: 2_000 },
  1_900_005: { fault: '500-after' },
  1_900_006: { fault: 'html' },
  1_900_007: { fault: 'reset-before' },
  1_900_008: { fault: '503-retry-after', times: 2 },
  1_900_009: { fault: '500-before' },
};
