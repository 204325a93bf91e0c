import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LedgerLine } from '../../../src/simulator/ledger.js';
import type { CreateCall } from '../../../src/simulator/calls.js';
import type { FaultMix } from '../fault-mix.js';

const PROGRAM = fileURLToPath(new URL('../../../src/simulator/main.js', import.meta.url));

/** The simulated Reservanto, in a process of its own: the oracle of the run. */
export class SimulatorProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Base address of its API. */
    readonly url: string,
    private readonly adminUrl: string,
  ) {}

  /** Starts it on free ports; its ledger goes to `ledgerFile` too. */
  static async start(seed: number, longTimeToken: string, ledgerFile: string): Promise<SimulatorProcess> {
    const options = { port: '0', 'admin-port': '0', seed: String(seed), 'long-time-token': longTimeToken };
    const flags = Object.entries({ ...options, 'ledger-file': ledgerFile }).map(([k, v]) => `--${k}=${v}`);
    const child = spawn(process.execPath, [PROGRAM, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    const killIt = () => child.kill('SIGKILL');
    process.once('exit', killIt);
    child.once('exit', () => process.off('exit', killIt));
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => {
        throw new Error('The simulator did not start; the reason is above.');
      }),
    ])) as [string];
    const { url, adminUrl } = JSON.parse(line) as { url: string; adminUrl: string };
    return new SimulatorProcess(child, url, adminUrl);
  }

  /** Arms these faults and no others; each gets a seed of its own from `seed`. */
  async arm(faults: FaultMix, seed: number): Promise<void> {
    await this.admin('DELETE', 'faults');
    for (const [i, fault] of faults.entries()) {
      await this.admin('POST', 'faults', { ...fault, seed: seed * 1_000 + i });
    }
  }

  /** How many calls each kind of fault struck. */
  async injected(): Promise<Record<string, number>> {
    const { injected } = (await this.admin('GET', 'faults')) as { injected: Record<string, number> };
    return injected;
  }

  async ledger(): Promise<LedgerLine[]> {
    return (await this.admin('GET', 'ledger')) as LedgerLine[];
  }

  async creates(): Promise<CreateCall[]> {
    return (await this.admin('GET', 'creates')) as CreateCall[];
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(new URL(path, this.adminUrl), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The simulator refused ${method} ${path}: ${text}`);
    return JSON.parse(text) as unknown;
  }
}
