import { simulatorCommand, simulatorOptions } from './command.js';
import { Simulator } from './simulator.js';

const command = simulatorCommand().parse();
try {
  const simulator = await Simulator.start(simulatorOptions(command));
  process.stdout.write(`${JSON.stringify({ url: simulator.url, adminUrl: simulator.adminUrl })}\n`);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  // A port in use, a ledger file that cannot be read: the message names it.
  process.stderr.write(`The simulator did not start: ${(error as Error).message}\n`);
  process.exit(1);
}
