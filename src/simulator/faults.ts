/** How one fault shows. */
export interface FaultKind {
  readonly runs: 'never' | 'before' | 'late';
  readonly status?: number;
  readonly retryAfter?: boolean;
  readonly body?: 'html' | 'truncated' | 'empty' | 'oversized';
}

/**
 * What can go wrong with a call. `booked` says on which side of the booking it goes wrong: `never` means that the
 * action is not run, `before` that it ran before the fault shows, `late` that it runs after the client was cut off.
 */
export const FAULTS = {
  slow: { runs: 'before' },
  hang: { runs: 'never' },
  'reset-before': { runs: 'never' },
  'booked-then-reset': { runs: 'before' },
  'booked-late': { runs: 'late' },
  '500-before': { runs: 'never', status: 500 },
  '500-after': { runs: 'before', status: 500 },
  '502-before': { runs: 'never', status: 502 },
  '502-after': { runs: 'before', status: 502 },
  '503-before': { runs: 'never', status: 503 },
  '503-after': { runs: 'before', status: 503 },
  '504-before': { runs: 'never', status: 504 },
  '504-after': { runs: 'before', status: 504 },
  '503-retry-after': { runs: 'never', status: 503, retryAfter: true },
  '429-retry-after': { runs: 'never', status: 429, retryAfter: true },
  '400': { runs: 'never', status: 400 },
  '404': { runs: 'never', status: 404 },
  '415': { runs: 'never', status: 415 },
  '302': { runs: 'never', status: 302 },
  html: { runs: 'before', body: 'html' },
  truncated: { runs: 'before', body: 'truncated' },
  empty: { runs: 'before', body: 'empty' },
  oversized: { runs: 'before', body: 'oversized' },
  'expired-token': { runs: 'never', status: 401 },
  'missing-right': { runs: 'never', status: 403 },
} as const satisfies Record<string, FaultKind>;

/** A key of {@link FAULTS}. */
export type FaultName = keyof typeof FAULTS;

/** Which calls a fault strikes. `times` and `rate` (0 to 1) bound it; `delayMs` is for slow and late ones. */
export interface ArmedFault {
  readonly fault: FaultName;
  /** Path below `/v1/`; default `EmsLike/CreateBooking`. */
  readonly action?: string;
  readonly customerId?: number;
  readonly times?: number;
  readonly rate?: number;
  readonly delayMs?: number;
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

const DEFAULT_ACTION = 'EmsLike/CreateBooking';

/** The faults that are armed now. */
export class Faults {
  private armed: { readonly fault: ArmedFault; left: number }[] = [];

  constructor(private readonly random: () => number) {
    this.clear();
  }

  /** Arms a fault, until it has struck `times` times or is cleared. */
  arm(fault: ArmedFault): void {
    this.armed.unshift({ fault, left: fault.times ?? Infinity });
  }

  /** Leaves only the magic customers. */
  clear(): void {
    this.armed = Object.entries(MAGIC_CUSTOMERS).map(([id, fault]) => ({
      fault: { ...fault, customerId: Number(id) },
      left: fault.times ?? Infinity,
    }));
  }

  /** The fault that strikes this call, if any. */
  strike(action: string, customerId: number): ArmedFault | null {
    const found = this.armed.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.action ?? DEFAULT_ACTION) === action &&
        (fault.customerId === undefined || fault.customerId === customerId) &&
        (fault.rate === undefined || this.random() < fault.rate),
    );
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault;
  }
}
