import { Command } from 'commander';
import { startBridge } from './bridge.js';
import { loadConfig } from './platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG } from './platform/config/config-problems.js';
import { ENV_FILE, readEnvFile } from './platform/config/env-file.js';
import { tellEnd } from './platform/config/tell-end.js';
import { createLogger } from './platform/logging/logger.js';

async function main(): Promise<void> {
  const { envFile } = new Command('reservanto-bridge')
    .description(
      'Books in Reservanto what is requested on Kafka. docs/configuration.md describes its settings.',
    )
    .option('--no-env-file', `do not read ${ENV_FILE} in the working directory`)
    .parse()
    .opts<{ envFile: boolean }>();
  const file = envFile ? readEnvFile() : null;
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  if (file !== null) logger.info({ file }, 'settings that the environment lacks are read from a file');
  // Node would print the whole error with all it quotes.
  process.once('uncaughtException', (error) => {
    logger.fatal({ error }, 'an error that nobody handled; the bridge ends');
    process.exit(1);
  });
  const starting = startBridge(config, logger);
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    logger.info({ signal }, stopping ? 'stopping already' : 'stopping');
    if (stopping) return;
    stopping = true;
    starting
      .then((bridge) => bridge.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.fatal({ error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
  };
  // Without a listener a second signal would end the process in the middle of a call.
  process.on('SIGTERM', stop).on('SIGINT', stop);
  const { url } = await starting;
  logger.info({ url }, 'the bridge is running');
}

main().catch((error: unknown) => {
  tellEnd(error);
  process.exit(error instanceof ConfigProblems ? EXIT_CONFIG : 1);
});
