import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { InstanceProcess } from './instance-process.js';

const RESTART_AFTER_FAILED_START_MS = 500;
const LOOK_EVERY_MS = 50;
const STOP_GRACE_MS = 15_000;

/** The instances of a run. What ends is started anew at once, whoever ended it. */
export class Fleet {
  /** Every log file that an instance wrote. */
  readonly logFiles: string[] = [];
  /** Ends that nobody ordered, of instances that were up: the bridge fell by itself. */
  readonly fallen: string[] = [];
  private readonly running = new Set<InstanceProcess>();
  private readonly ordered = new WeakSet<InstanceProcess>();
  private size = 0;
  private started = 0;
  private stopping = false;

  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    private readonly folder: string,
  ) {
    process.once('exit', this.killAll);
  }

  /** A frozen process does not notice that its parent is gone. */
  private readonly killAll = () => this.running.forEach((instance) => instance.kill());

  /** Instances that serve. */
  get ready(): InstanceProcess[] {
    return [...this.running].filter((instance) => instance.isReady);
  }

  /** From now on there are this many instances. With fewer than before, some are asked to stop. */
  resize(size: number): void {
    this.size = size;
    while (this.running.size < size) this.startOne();
    [...this.running].slice(size).forEach((instance) => this.terminate(instance));
  }

  /** Resolves when so many instances serve, with true, or when `timeoutMs` have passed. */
  async hasReady(count: number, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while (this.ready.length < count && Date.now() < deadline) await delay(LOOK_EVERY_MS);
    return this.ready.length >= count;
  }

  kill(instance: InstanceProcess): void {
    this.ordered.add(instance);
    instance.kill();
  }

  terminate(instance: InstanceProcess): void {
    this.ordered.add(instance);
    instance.terminate();
  }

  /** Stops all in good order; kills what has not stopped in time. */
  async stop(): Promise<void> {
    this.stopping = true;
    const all = [...this.running];
    for (const instance of all) {
      if (instance.isFrozen) instance.thaw();
      this.terminate(instance);
    }
    const late = setTimeout(() => all.forEach((instance) => instance.kill()), STOP_GRACE_MS);
    await Promise.all(all.map((instance) => instance.ended));
    clearTimeout(late);
    process.off('exit', this.killAll);
  }

  private startOne(): void {
    const name = `instance-${++this.started}`;
    const logFile = join(this.folder, `${name}.log`);
    this.logFiles.push(logFile);
    const instance = new InstanceProcess(name, this.environment, logFile);
    this.running.add(instance);
    void instance.ended.then(async ({ code, signal }) => {
      this.running.delete(instance);
      if (!this.ordered.has(instance)) {
        if (instance.url === null) await delay(RESTART_AFTER_FAILED_START_MS);
        else this.fallen.push(`${name} ended with ${signal ?? `code ${code}`}; see ${logFile}`);
      }
      if (!this.stopping && this.running.size < this.size) this.startOne();
    });
  }
}
