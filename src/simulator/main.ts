import { simulatorCommand, simulatorOptions } from './command.js';
import { Simulator } from './simulator.js';

const command = simulatorCommand().parse();
try {
  const simulator = await Simulator.start(simulatorOptions(command));
  process.stdout.write(`${JSON.stringify({ url: simulator.url, adminUrl: simulator.adminUrl })}\n`);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const advice = code === 'EADDRINUSE' ? '. Choose other ports with --port and --admin-port.' : '';
  process.stderr.write(`The simulator did not start: ${message}${advice}\n`);
  process.exit(1);
}
