import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, markOf, type ProcessMark } from './process-facts.js';
import { waitUntil } from './wait-until.js';

const LOCK_FILE = 'lock';
/** A lock file is written in one go; one that is still empty after this time was left behind by a crash. */
const WRITTEN_WITHIN_MS = 5_000;
const WAIT_MS = 10 * 60_000;

/**
 * Runs `work` while no other process of this machine does so for the same folder. A lock whose holder is dead does
 * not count. The folder is created when it is missing.
 */
export async function withFolderLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  await waitUntil(`the lock ${path} (another process is busy in that folder)`, WAIT_MS, () => take(path));
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify({ ...markOf(process.pid), id: randomUUID() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    removeIfAbandoned(path);
    return false;
  }
}

function removeIfAbandoned(path: string): void {
  const content = readIfThere(path);
  if (content === null || !isAbandoned(path, content)) return;
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Between reading and renaming another process may have taken the lock: then it is given back.
  if (readIfThere(aside) === content) rmSync(aside);
  else renameSync(aside, path);
}

function isAbandoned(path: string, content: string): boolean {
  try {
    return !isRunning(JSON.parse(content) as ProcessMark);
  } catch {
    return (
      Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > WRITTEN_WITHIN_MS
    );
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
