import type { Leak } from '../facts.js';
import type { Fleet } from '../processes/fleet.js';
import { type Canaries, leaksIn } from './find-leaks.js';

const EVERY_MS = 2_000;
const PATHS = ['metrics', 'health/ready', 'health/live'];

/** Reads what the instances serve over HTTP from time to time, as a scraper does, and looks for canaries in it. */
export class MetricsWatch {
  private readonly leaks: Leak[] = [];
  private readonly timer: NodeJS.Timeout;
  private looks = 0;

  constructor(
    private readonly fleet: Fleet,
    private readonly canaries: Canaries,
  ) {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  /** What was found; throws when not one answer was read, because then nothing is proved. */
  stop(): readonly Leak[] {
    clearInterval(this.timer);
    if (this.looks === 0) throw new Error('No instance ever answered over HTTP, so nothing was looked at.');
    return this.leaks;
  }

  private async look(): Promise<void> {
    for (const { name, url } of this.fleet.ready) {
      for (const path of PATHS) {
        try {
          const answer = await fetch(new URL(path, url ?? ''), { signal: AbortSignal.timeout(1_000) });
          this.leaks.push(...leaksIn(`${name} /${path}`, await answer.text(), this.canaries));
          this.looks += 1;
        } catch {
          // Killed or frozen meanwhile.
        }
      }
    }
  }
}
