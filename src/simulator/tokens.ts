/** The rights an integration of bookings uses. */
export const ALL_RIGHTS = [
  'Booking_w',
  'Event_r',
  'FreeSpace_r',
  'BookingResource_r',
  'BookingService_r',
  'Customer_r',
];

const LIFETIME_MS = 30 * 60_000;

/** Long-time and short-time tokens: several short ones are valid at once, each for a while. */
export class Tokens {
  private readonly issued = new Map<string, number>();
  private readonly rights = new Set(ALL_RIGHTS);

  constructor(
    readonly longTimeToken: string,
    private readonly random: () => number,
    private readonly lifetimeMs = LIFETIME_MS,
  ) {}

  /** A new short-time token; null for a wrong long-time token. */
  issue(longTimeToken: unknown, now: number): string | null {
    if (longTimeToken !== this.longTimeToken) return null;
    const token = Array.from({ length: 4 }, () =>
      Math.floor(this.random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
    this.issued.set(token, now + this.lifetimeMs);
    return token;
  }

  isValid(token: string | undefined, now: number): boolean {
    return token !== undefined && (this.issued.get(token) ?? 0) > now;
  }

  /** Makes every short-time token invalid now. */
  expireAll(): void {
    this.issued.clear();
  }

  hasRight(right: string | null): boolean {
    return right === null || this.rights.has(right);
  }

  /** Gives exactly these rights. */
  grant(rights: readonly string[]): void {
    this.rights.clear();
    for (const right of rights) this.rights.add(right);
  }
}
