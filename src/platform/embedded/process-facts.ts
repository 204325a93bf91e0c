import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Names one process for good: a pid that is used again later comes with another `startedAt`. */
export interface ProcessMark {
  readonly pid: number;
  readonly startedAt: string;
}

/** The mark of a running process, or `null` when there is none with that pid. A zombie does not run. */
export function markOf(pid: number): ProcessMark | null {
  const startedAt = process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** True while the marked process, and not merely its pid, is in use. */
export function isRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.startedAt === mark.startedAt;
}

/**
 * The program and arguments of a running process with spaces between them, or `null` when it does not run.
 * Proof that a remembered pid still belongs to the process it belonged to.
 */
export function commandLineOf(pid: number): string | null {
  if (markOf(pid) === null) return null;
  if (process.platform !== 'linux') return askPs(pid, 'command=');
  const text = readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim();
  return text === undefined || text === '' ? null : text;
}

/** True when the entry is there but the process is dead and nobody has collected it yet. */
export function isZombie(pid: number): boolean {
  return process.platform === 'linux' && statOf(pid)?.[0] === 'Z';
}

/** Fields of /proc/pid/stat from the third on (state first); the second may hold spaces and brackets. */
function statOf(pid: number): string[] | null {
  const stat = readProc(pid, 'stat');
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function startFromProc(pid: number): string | null {
  const fields = statOf(pid);
  if (fields === null || fields[0] === 'Z' || fields[0] === 'X') return null;
  return fields[19] ?? null;
}

function startFromPs(pid: number): string | null {
  if (process.platform === 'win32') return isSignallable(pid) ? 'unknown' : null;
  const answer = askPs(pid, 'stat=,lstart=');
  return answer === null || answer.startsWith('Z') ? null : answer.replace(/^\S+\s+/, '');
}

function isSignallable(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}

function askPs(pid: number, columns: string): string | null {
  try {
    const answer = execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return answer.trim() === '' ? null : answer.trim();
  } catch {
    return null;
  }
}
