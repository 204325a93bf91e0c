import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { type ClaimedRequest, ClaimsStore } from './claims.store.js';
import { Lease, type LeaseTime, leaseTime } from './lease.js';

/** Claims of this instance whose verdict is not written yet, and their leases. Renews those before they run out. */
@Injectable()
export class CallsInFlight {
  private readonly leases = new Map<bigint, Lease>();
  private readonly work = new Set<Promise<void>>();
  private readonly log: Logger;
  private renewing = false;

  constructor(
    private readonly claims: ClaimsStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dispatch'>,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'dispatch' });
  }

  get size(): number {
    return this.work.size;
  }

  /** Does the work of a claim that was written after `claimedFrom`; it counts as in flight until that work has ended. */
  add(
    claimed: ClaimedRequest,
    claimedFrom: LeaseTime,
    doWork: (lease: Lease) => Promise<void>,
    onEnd: () => void,
  ): void {
    const lease = new Lease(this.config.dispatch.leaseMs, claimedFrom);
    this.leases.set(claimed.id, lease);
    const work = doWork(lease).finally(() => {
      // Not the lease of a later claim of the same request.
      if (this.leases.get(claimed.id) === lease) this.leases.delete(claimed.id);
      this.work.delete(work);
      onEnd();
    });
    this.work.add(work);
  }

  /** Resolves when nothing is in flight any more. */
  async ended(): Promise<void> {
    while (this.work.size > 0) await Promise.all(this.work);
  }

  /** Renews the leases that have used up a third of their time. Never throws: a lease that is not renewed runs out. */
  async renew(instance: string): Promise<void> {
    const { leaseMs } = this.config.dispatch;
    const old = [...this.leases].filter(([, lease]) => lease.leftMs() < (leaseMs * 2) / 3);
    if (this.renewing || old.length === 0) return;
    this.renewing = true;
    try {
      const from = leaseTime();
      const ours = await this.claims.renew(
        old.map(([id]) => id),
        instance,
        leaseMs,
      );
      for (const [id, lease] of old) {
        if (ours.has(id)) lease.renewed(from);
        else lease.lose();
      }
    } catch (error) {
      this.log.warn({ error, claims: old.length }, 'could not renew leases; tried again soon');
    } finally {
      this.renewing = false;
    }
  }
}
