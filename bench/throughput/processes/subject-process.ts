import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SelfReport } from './instrument.js';

/** A program that is measured, and how it is run. */
export interface SubjectProgram {
  /** File of the built program. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it writes goes there. */
  readonly logFile: string;
  /** Limit of its old-generation heap in MB; null leaves Node's default. */
  readonly heapMb: number | null;
  /** Folder for a CPU profile, written at its end; null for none. */
  readonly profileFolder: string | null;
}

const INSTRUMENT = new URL('./instrument.js', import.meta.url).href;
const STOP_GRACE_MS = 5_000;
const PROFILE_GRACE_MS = 60_000;
const LAST_WORDS = 1_500;

/** One measured process. It reports CPU time and Kafka requests while it runs. */
export class SubjectProcess {
  readonly reports: SelfReport[] = [];
  /** Resolves when the process is gone, with how it went. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;

  constructor(private readonly subject: SubjectProgram) {
    const log = openSync(subject.logFile, 'a');
    const flags = [
      '--disable-warning=TimeoutNegativeWarning',
      ...(subject.heapMb === null ? [] : [`--max-old-space-size=${subject.heapMb}`]),
      ...(subject.profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${subject.profileFolder}`]),
      '--import',
      INSTRUMENT,
    ];
    this.child = spawn(process.execPath, [...flags, subject.program], {
      env: { PATH: process.env['PATH'], ...subject.environment },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child.on('message', (report) => this.reports.push(report as SelfReport));
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    });
  }

  /** The most memory it ever held in RAM, in MB (10^6 bytes); null where the system does not tell, or when it is gone. */
  peakRssMb(): number | null {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
      return kibibytes === undefined ? null : (Number(kibibytes) * 1_024) / 1e6;
    } catch {
      return null;
    }
  }

  /** The end of what it wrote, for an error message. */
  lastWords(): string {
    return readFileSync(this.subject.logFile, 'utf8').slice(-LAST_WORDS);
  }

  /** Asks it to stop; kills it when it does not soon. */
  async stop(): Promise<void> {
    const graceMs = this.subject.profileFolder === null ? STOP_GRACE_MS : PROFILE_GRACE_MS;
    const late = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    this.child.kill('SIGTERM');
    await this.ended;
    clearTimeout(late);
  }
}

/** File of a program of this build, by its path below the folder of the build. */
export function builtProgram(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}
