import { readEnvFile } from '../platform/config/env-file.js';

/** The environment of a command: what is set, and for the rest `.env` as the service reads it, which is said on stderr. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  const file = readEnvFile();
  if (file !== null) process.stderr.write(`Settings that the environment lacks are read from ${file}.\n`);
  return process.env;
}
