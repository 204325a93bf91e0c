import { startBridge } from './bridge.js';
import { loadConfig } from './platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG } from './platform/config/config-problems.js';
import { withoutHiddenValues } from './platform/logging/hidden-values.js';
import { createLogger } from './platform/logging/logger.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  // Node would print the whole error with all it quotes.
  process.once('uncaughtException', (error) => {
    logger.fatal({ error }, 'an error that nobody handled; the bridge ends');
    process.exit(1);
  });
  const bridge = await startBridge(config, logger);
  logger.info({ url: bridge.url }, 'the bridge is running');
  const stop = (signal: NodeJS.Signals) => {
    logger.info({ signal }, 'stopping');
    bridge.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${withoutHiddenValues(error instanceof Error ? error.message : String(error))}\n`);
  process.exit(error instanceof ConfigProblems ? EXIT_CONFIG : 1);
});
