import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./instance.js', import.meta.url));

/** As `npm start` limits it. */
const HEAP = '--max-old-space-size=128';

/** How an instance ended. */
export interface InstanceEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One running instance of the bridge; everything it writes goes to a file. */
export class InstanceProcess {
  /** Address of its health and metrics, once it serves them. */
  url: string | null = null;
  isFrozen = false;
  /** Resolves when the process is gone. */
  readonly ended: Promise<InstanceEnd>;
  private readonly child: ChildProcess;

  constructor(
    readonly name: string,
    environment: Readonly<Record<string, string>>,
    logFile: string,
  ) {
    const log = openSync(logFile, 'a');
    this.child = spawn(
      process.execPath,
      [HEAP, '--disable-warning=TimeoutNegativeWarning', '--enable-source-maps', PROGRAM],
      { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', log, log, 'ipc'] },
    );
    closeSync(log);
    this.child.on('message', (message) => (this.url = (message as { url: string }).url));
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  get isReady(): boolean {
    return (
      this.url !== null && !this.isFrozen && this.child.exitCode === null && this.child.signalCode === null
    );
  }

  /** kill -9. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Asks it to stop in good order. */
  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Stops the process where it stands, as a machine does that swaps or migrates; `thaw` lets it go on. */
  freeze(): void {
    this.isFrozen = true;
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
    this.isFrozen = false;
  }
}
