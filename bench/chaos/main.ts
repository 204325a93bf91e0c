import { writeFileSync } from 'node:fs';
import { MUTANTS } from './mutants/mutants.js';
import { type Caught, printMutation, tryMutants } from './mutation.js';
import { type ChaosCommand, readCommand } from './options.js';
import { printReport } from './print-report.js';
import { Servers } from '../servers/servers.js';
import { makeRun } from './run.js';
import { CHAOS_FOLDER } from './settings.js';

const EXIT_INTERRUPTED = 130;
const REST_TIMEOUT_MS = 240_000;

const begin = Date.now();
const write = (text: string) => void process.stdout.write(`${text}\n`);
const say = (text: string) => write(`${((Date.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${text}`);

async function main(command: ChaosCommand): Promise<boolean> {
  const servers = await Servers.start(CHAOS_FOLDER, say);
  const interrupted = () => void servers.stop().then(() => process.exit(EXIT_INTERRUPTED));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    if (command.mutants !== null) {
      const names = command.mutants.length > 0 ? command.mutants : Object.keys(MUTANTS);
      const caught: Caught[] = await tryMutants(servers, names, command, say);
      write(printMutation(caught));
      writeJson(command.json, caught);
      return caught.every((mutant) => mutant.isCaught);
    }
    const setup = { name: 'run', mutant: null, crashServers: true, restTimeoutMs: REST_TIMEOUT_MS };
    const report = await makeRun(servers, { ...command, ...setup }, say);
    write(printReport(report));
    writeJson(command.json, report);
    return report.passed;
  } finally {
    await servers.stop();
  }
}

function writeJson(file: string | null, content: unknown): void {
  if (file !== null) writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

try {
  const passed = await main(readCommand(process.argv, Object.keys(MUTANTS)));
  process.exit(passed ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
