import { writeFileSync } from 'node:fs';

/** What a watched process says of itself at its end. Milliseconds and bytes. */
export interface StallReport {
  /** The longest stalls of the event loop, longest first. */
  readonly stalls: readonly Stall[];
  readonly maxRssBytes: number;
}

/** Between two turns of the timers: how long it was, and how much of a processor the process used meanwhile. */
export interface Stall {
  readonly cpuMs: number;
  readonly wallMs: number;
  /** When it ended, since the watch began. */
  readonly atMs: number;
}

/** Where the report is written, by the environment. */
export const STALL_REPORT = 'STALL_REPORT';
/** Begins the watch: loading a program is no stall of what it does. */
export const WATCH = 'SIGUSR2';

const TICK_MS = 10;
const KEPT = 5;

/**
 * Loaded into a process with `--import`, and begun by a signal. A stall is counted as what the process itself computed
 * in it, in all its threads, and never as more than its duration: other processes of a machine that is shared make it last
 * longer, but no worse.
 */
function watch(file: string): void {
  const longest: Stall[] = [];
  const begin = performance.now();
  let before = process.cpuUsage();
  let since = begin;
  setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    const now = performance.now();
    const wallMs = now - since;
    const cpuMs = Math.min(wallMs, (user + system) / 1_000);
    before = process.cpuUsage();
    since = now;
    if (longest.length === KEPT && cpuMs <= (longest.at(-1)?.cpuMs ?? 0)) return;
    longest.push({ cpuMs, wallMs, atMs: now - begin });
    longest.sort((a, b) => b.cpuMs - a.cpuMs).splice(KEPT);
  }, TICK_MS).unref();
  process.on('exit', () => {
    const { maxRSS } = process.resourceUsage();
    const report: StallReport = { stalls: longest, maxRssBytes: maxRSS * 1024 };
    writeFileSync(file, JSON.stringify(report));
  });
}

const file = process.env[STALL_REPORT];
if (file !== undefined) process.once(WATCH, () => watch(file));
