import { Command } from 'commander';
import { DEFAULT_LONG_TIME_TOKEN, Simulator } from './simulator.js';

const options = new Command('simulator')
  .description('A Reservanto to develop and test against.')
  .option('--host <host>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port of the API', '8090')
  .option('--admin-port <number>', 'port of the ledger and the faults', '8091')
  .option('--seed <number>', 'seed of all chance', '1')
  .option('--read-lag-ms <number>', 'how long bookings stay invisible to reads', '0')
  .option('--long-time-token <text>', 'the token to accept', DEFAULT_LONG_TIME_TOKEN)
  .parse()
  .opts<Record<'host' | 'port' | 'adminPort' | 'seed' | 'readLagMs' | 'longTimeToken', string>>();

const simulator = await Simulator.start({
  host: options.host,
  port: Number(options.port),
  adminPort: Number(options.adminPort),
  seed: Number(options.seed),
  readLagMs: Number(options.readLagMs),
  longTimeToken: options.longTimeToken,
});
process.stdout.write(`${JSON.stringify({ url: simulator.url, adminUrl: simulator.adminUrl })}\n`);

const stop = () => void simulator.stop().then(() => process.exit(0));
process.once('SIGTERM', stop).once('SIGINT', stop);
