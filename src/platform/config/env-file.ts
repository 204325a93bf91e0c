import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';

/** Name of the file, in the working directory. */
export const ENV_FILE = '.env';

/**
 * Adds what `.env` in the working directory sets to the environment of this process, without replacing what is set
 * already. Returns the path of the file, or null when there is none. Throws when it cannot be read.
 */
export function readEnvFile(): string | null {
  const file = resolve(ENV_FILE);
  if (!existsSync(file)) return null;
  loadEnvFile(file);
  return file;
}
