import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withFolderLock } from './folder-lock.js';
import { postgresBinaries } from './postgres-binaries.js';
import { openCluster, postgresUrl } from './postgres-cluster.js';
import { findServer, killServer, startServer, stopServer } from './postgres-server.js';
import { type Account } from './run-program.js';
import { serverAccount, serverFolder } from './server-account.js';

/** A PostgreSQL on this machine, for 127.0.0.1 only, that outlives the process which started it. */
export interface EmbeddedPostgres {
  /** postgresql://user:password@127.0.0.1:port/postgres, for a user who may do everything. */
  readonly url: string;
  readonly port: number;
  /** Of the server's main process. */
  readonly pid: number;
  /** True when it was running already: left by a process that is gone, or shared with one that is not. */
  readonly adopted: boolean;
  /** Ends the server in good order, also an adopted one; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends the server as a crash would; starting again on the same folder recovers. */
  kill(): Promise<void>;
}

/** `dataDir` is a folder of the server's own; `onProgress` hears what takes time, for a person to read. */
export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly onProgress?: (text: string) => void;
}

/**
 * The PostgreSQL of `dataDir`, running: adopted when it runs already (proved by a login), else started, after making
 * its files on the first call. One server per folder, however many processes ask; about a second for a new one.
 * Writes are flushed as PostgreSQL does by default, so what was committed survives a crash.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { account, folder } = await home(options.dataDir);
  return withFolderLock(folder, async () => {
    const { initdb, pgCtl } = await postgresBinaries(folder, account);
    if (!existsSync(clusterIn(folder))) options.onProgress?.('Making a PostgreSQL database');
    const cluster = await openCluster(folder, initdb, account);
    const found = await findServer(cluster);
    if (found === null) options.onProgress?.('Starting PostgreSQL');
    const { pid, port } = found ?? (await startServer(cluster, pgCtl, account));
    return {
      url: postgresUrl(cluster.password, port),
      port,
      pid,
      adopted: found !== null,
      stop: () => stopServer(cluster.path, pgCtl, account),
      kill: () => killServer(cluster.path),
    };
  });
}

/** Ends the PostgreSQL that an earlier process left running on `dataDir`, if there is one. Its data stays. */
export async function endLeftoverPostgres(dataDir: string): Promise<void> {
  const { account, folder } = await home(dataDir);
  if (!existsSync(clusterIn(folder))) return;
  const { pgCtl } = await postgresBinaries(folder, account);
  await stopServer(clusterIn(folder), pgCtl, account);
}

async function home(dataDir: string): Promise<{ account: Account | null; folder: string }> {
  const account = await serverAccount();
  return { account, folder: await serverFolder(dataDir, account) };
}

function clusterIn(folder: string): string {
  return join(folder, 'cluster');
}
