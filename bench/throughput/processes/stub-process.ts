import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StubOrder } from './stub.js';
import type { StubReport } from './stub-tally.js';

const PROGRAM = fileURLToPath(new URL('./stub.js', import.meta.url));

/** The stub of Reservanto, in a process of its own. It ends with the bench. */
export class StubProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Base address of its API. */
    readonly url: string,
  ) {}

  static async start(): Promise<StubProcess> {
    const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const { port } = (await nextMessage(child)) as { port: number };
    return new StubProcess(child, `http://127.0.0.1:${port}/v1/`);
  }

  /** From now on calls take this long, and counts begin anew. */
  async begin(latencyMs: number): Promise<void> {
    await this.ask({ order: 'begin', latencyMs });
  }

  /** What it saw since the last beginning. */
  async report(): Promise<StubReport> {
    return (await this.ask({ order: 'report' })) as StubReport;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private async ask(order: StubOrder): Promise<unknown> {
    const answer = nextMessage(this.child);
    this.child.send(order);
    return answer;
  }
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  try {
    const [message] = (await Promise.race([
      once(child, 'message', gone),
      once(child, 'exit', gone).then(() => {
        throw new Error('The stub of Reservanto ended; the reason is above.');
      }),
    ])) as [unknown];
    return message;
  } finally {
    gone.abort();
  }
}
