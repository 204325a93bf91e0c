import { type ArmedFault, type FaultName, MAGIC_CUSTOMERS, type Strike } from './faults.js';
import { seededRandom } from './random.js';

const DEFAULT_ACTION = 'EmsLike/CreateBooking';
const DEFAULT_DELAY_MS = 1_000;

interface Armed {
  readonly armed: ArmedFault;
  struck: number;
  readonly chance: () => number;
  readonly delay: () => number;
}

/** The faults that are armed now, and how often each kind struck. */
export class Faults {
  private list: Armed[] = [];
  private armedSoFar = 0;
  private counts: Partial<Record<FaultName, number>> = {};

  constructor(private readonly seed: number) {
    this.clear();
  }

  /** How many calls each kind of fault struck since the last reset. */
  get injected(): Readonly<Partial<Record<FaultName, number>>> {
    return this.counts;
  }

  /** What is armed, the latest first, and how often each struck. */
  get armed(): readonly (ArmedFault & { readonly struck: number })[] {
    return this.list.map(({ armed, struck }) => ({ ...armed, struck }));
  }

  /** Arms a fault, until it has struck `times` times or is cleared. The latest one is asked first. */
  arm(fault: ArmedFault): void {
    this.list.unshift(this.armedWith(fault));
  }

  /** Leaves only the magic customers. */
  clear(): void {
    this.list = Object.entries(MAGIC_CUSTOMERS).map(([id, fault]) =>
      this.armedWith({ ...fault, customerId: Number(id) }),
    );
    this.armedSoFar = 0;
  }

  /** Clears, and forgets what was counted. */
  reset(): void {
    this.clear();
    this.counts = {};
  }

  /** The fault that strikes this call, if any. */
  strike(action: string, customerId: number): Strike | null {
    let first: Armed | null = null;
    for (const candidate of this.list) {
      const { armed, struck, chance } = candidate;
      if ((armed.action ?? DEFAULT_ACTION) !== action) continue;
      if (armed.customerId !== undefined && armed.customerId !== customerId) continue;
      // Drawn for every such call, so that no fault moves the pattern of another.
      const isDrawn = armed.rate === undefined || chance() < armed.rate;
      if (isDrawn && struck < (armed.times ?? Infinity)) first ??= candidate;
    }
    if (first === null) return null;
    const { fault } = first.armed;
    first.struck += 1;
    this.counts[fault] = (this.counts[fault] ?? 0) + 1;
    return { fault, delayMs: first.delay() };
  }

  private armedWith(armed: ArmedFault): Armed {
    const seed = armed.seed ?? this.seed + ++this.armedSoFar;
    const { delayMs = DEFAULT_DELAY_MS } = armed;
    const [from, to] = typeof delayMs === 'number' ? [delayMs, delayMs] : delayMs;
    const share = seededRandom(~seed);
    const delay = () => Math.round(from + share() * (to - from));
    return { armed, struck: 0, chance: seededRandom(seed), delay };
  }
}
