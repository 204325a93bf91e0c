import { startBridge } from './bridge.js';
import { loadConfig } from './platform/config/config.js';
import { ConfigProblems, EXIT_CONFIG } from './platform/config/config-problems.js';
import { createLogger } from './platform/logging/logger.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
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
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigProblems ? EXIT_CONFIG : 1);
});
