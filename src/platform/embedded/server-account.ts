import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, runProgram } from './run-program.js';

/** Where root keeps a server's files when the folder asked for cannot be reached by the server's account. */
const ROOTS_FOLDER = '/var/lib/reservanto-bridge';

/** The account that servers run as: `nobody` when this process is root (PostgreSQL refuses root), else our own (`null`). */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all([idOfNobody('-u'), idOfNobody('-g')]);
  return { uid, gid };
}

/**
 * The folder that stands for `dataDir`: created, owned by the account and proved to be writable for it. It is
 * `dataDir` itself unless that lies below a folder closed to the account, such as a home of root; then it is one
 * below /var/lib which belongs to this `dataDir` alone.
 */
export async function serverFolder(dataDir: string, account: Account | null): Promise<string> {
  mkdirSync(dataDir, { recursive: true });
  const own = realpathSync(dataDir);
  if (account === null || (await hand(own, account))) return own;
  const elsewhere = join(ROOTS_FOLDER, createHash('sha256').update(own).digest('hex').slice(0, 16));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  if (await hand(elsewhere, account)) return elsewhere;
  throw new Error(
    `The database server must not run as root, and the account "nobody" can reach neither ${own} nor ${elsewhere}. ` +
      'Run as an ordinary user, choose a data folder that every user can reach, or set DATABASE_URL.',
  );
}

async function hand(folder: string, account: Account): Promise<boolean> {
  chownSync(folder, account.uid, account.gid);
  return (await runProgram('/bin/sh', ['-c', 'test -w "$0"', folder], { account })).code === 0;
}

async function idOfNobody(flag: '-u' | '-g'): Promise<number> {
  const { code, output } = await runProgram('id', [flag, 'nobody']);
  if (code === 0) return Number(output);
  throw new Error(
    'The database server must not run as root, and there is no account "nobody" to run it as. ' +
      'Run as an ordinary user, or set DATABASE_URL to use a PostgreSQL of your own.',
  );
}
