import { assembleBridge, runStages } from '../../../src/bridge.js';
import { BookingRequestsServer } from '../../../src/intake/booking-requests.server.js';
import { loadConfig } from '../../../src/platform/config/config.js';
import { connectKafka } from '../../../src/platform/kafka/kafkajs/kafkajs-kafka.js';
import { createLogger } from '../../../src/platform/logging/logger.js';
import { MUTANTS } from '../mutants/mutants.js';

// One instance of the bridge, as a process that can be killed. It is the product as it is, but for two things: a
// mutant, when CHAOS_MUTANT names one, and a consumer session short enough that the group notices a kill soon.

/** The shortest that Kafka allows by default. */
const SESSION_TIMEOUT_MS = 6_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  const app = await assembleBridge(config, logger, connectKafka(config, logger));
  app.get(BookingRequestsServer).sessionTimeoutMs = SESSION_TIMEOUT_MS;
  const mutant = process.env['CHAOS_MUTANT'];
  if (mutant !== undefined) await MUTANTS[mutant]?.patch(app, logger);
  const bridge = await runStages(app, config, logger);
  process.send?.({ url: bridge.url });
  const end = () => {
    bridge.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
}

// An instance does not outlive the run.
process.once('disconnect', () => process.exit(1));
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
