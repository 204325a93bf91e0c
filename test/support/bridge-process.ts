import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from './stack.js';
import { waitUntil } from './wait-until.js';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** An instance of the bridge in a process of its own (see crashing-bridge.ts), to be killed, paused and stopped. */
export class BridgeProcess {
  /** Everything it has printed so far. */
  printed = '';
  private ending: Ending | null = null;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.printed += text;
        if (process.env['TEST_LOG_LEVEL'] !== undefined) process.stderr.write(text);
      });
    child.once('exit', (code, signal) => (this.ending = { code, signal }));
  }

  /** Starts an instance and resolves when it runs. It dies with the process that started it. */
  static async start(env: NodeJS.ProcessEnv): Promise<BridgeProcess> {
    const instance = new BridgeProcess(
      spawn(process.execPath, [compiled('test/support/crashing-bridge.ts')], {
        env: { PATH: process.env['PATH'], ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    await waitUntil(
      () => instance.ending !== null || instance.printed.includes('the bridge is running'),
      'a bridge that runs',
    );
    if (instance.ending !== null) throw new Error(`The bridge ended at its start:\n${instance.printed}`);
    return instance;
  }

  /** Resolves with how it ended, once it has. */
  async ended(): Promise<Ending> {
    await waitUntil(() => this.ending !== null, 'the end of a bridge');
    return this.ending as Ending;
  }

  /** Resolves when it has printed this text. */
  async prints(text: string): Promise<void> {
    await waitUntil(() => this.printed.includes(text), `"${text}" in what the bridge prints`);
  }

  /** What its readiness says of a check, such as `kafka`. */
  async readiness(check: string): Promise<string> {
    const answer = (await (await fetch(`${this.url}/health/ready`)).json()) as {
      checks: Record<string, string>;
    };
    return answer.checks[check] ?? '';
  }

  /** Where its HTTP server listens. */
  get url(): string {
    const [, url] = /"url":"([^"]+)"[^\n]*the bridge is running/.exec(this.printed) ?? [];
    if (url === undefined) throw new Error('The bridge has not printed its address.');
    return url;
  }

  /** Puts the clock of its gate forward, so that a test need not wait for a pause to end. */
  async forwardGate(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => this.child.send(milliseconds, () => resolve()));
  }

  /** Stops it as it stands, as a virtual machine that is suspended. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  /** Lets it go on. */
  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** Asks it to end, and tells how it did. */
  async stop(): Promise<Ending> {
    this.child.kill('SIGTERM');
    return this.ended();
  }

  /** Kills it without warning, if it lives. */
  async kill(): Promise<void> {
    if (this.ending !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
