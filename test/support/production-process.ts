import { type ChildProcess, spawn } from 'node:child_process';
import { compiled } from './stack.js';
import { waitUntil } from './wait-until.js';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The bridge as it is in production: a process of its own, with nothing in its environment but what is given. */
export class ProductionProcess {
  /** What it wrote to its standard output and its standard error. */
  readonly output = { log: '', errors: '' };
  readonly ended: Promise<Ended>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text: Buffer) => (this.output.log += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (this.output.errors += text.toString()));
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  /** `flags` are Node's. */
  static spawn(env: Readonly<Record<string, string>>, flags: readonly string[] = []): ProductionProcess {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const { PATH = '' } = process.env;
    return new ProductionProcess(
      spawn(process.execPath, [...flags, compiled('src/main.ts')], {
        env: { PATH, ...env },
        stdio: [...stdio],
      }),
    );
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The message of the last line of its log, which says why it ended when it did so by itself. */
  lastWords(): string {
    const last = this.output.log.trimEnd().split('\n').at(-1) ?? '';
    return last === '' ? '' : (JSON.parse(last) as { msg: string }).msg;
  }

  /** Resolves when its log says so; fails with what it said instead when it ends before. */
  async says(text: string): Promise<void> {
    await waitUntil(
      () => this.output.log.includes(text) || this.hasEnded,
      `the bridge to say "${text}"`,
      60_000,
    );
    if (!this.output.log.includes(text))
      throw new Error(`The bridge ended without "${text}": ${this.lastWords()} ${this.output.errors}`);
  }

  /** Ends it as a crash would, if it lives. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
