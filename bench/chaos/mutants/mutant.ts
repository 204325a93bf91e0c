import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from '../../../src/platform/logging/logger.js';
import { type FaultMix, readFaultMix } from '../fault-mix.js';

/** A bridge that is broken on purpose, to prove that the fault run would notice. */
export interface Mutant {
  /** What it does wrong, as a sentence. */
  readonly breaks: string;
  /** The invariant that its run must fail. */
  readonly expected: string;
  readonly faults: FaultMix;
  /** Breaks an assembled application before its stages run. */
  readonly patch: (app: NestExpressApplication, logger: Logger) => void | Promise<void>;
}

/** Faults after which nobody knows whether it was booked, and often it was. */
export const MANY_UNKNOWNS = readFaultMix('booked-then-reset=0.1,500-after=0.05,booked-late=0.1,slow=0.2');

/** Calls that take a while, so that a kill often meets one. */
export const SLOW_CALLS = readFaultMix('slow=0.7');

/** A provider with its private parts open. */
export function opened<Parts extends object>(provider: object): Parts {
  return provider as Parts;
}

/** Dies as by `kill -9`, in this share of cases. */
export function dieSometimes(share: number): void {
  if (Math.random() < share) process.kill(process.pid, 'SIGKILL');
}
