import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Servers } from '../servers/servers.js';
import { drawCurve } from './draw-curve.js';
import { collectStatements } from './measure/counters.js';
import { type BenchOptions, readOptions } from './options.js';
import { planCells, WARM_UP } from './plan-cells.js';
import { printComparisons, printTable } from './print-table.js';
import { problemsOf } from './problems.js';
import { StubProcess } from './processes/stub-process.js';
import type { CellResult } from './result.js';
import { type Bench, runCell } from './run-cell.js';
import { Templates } from './templates.js';

/** Folder of everything that the bench keeps, below the working directory. Git ignores it. */
const FOLDER = '.data/bench';
const EXIT_INTERRUPTED = 130;

const begin = Date.now();
const write = (text: string) => void process.stdout.write(`${text}\n`);
const say = (text: string) => write(`${((Date.now() - begin) / 1_000).toFixed(0).padStart(5)} s  ${text}`);

class Interrupted extends Error {}

/** Rejects when somebody ends the bench. */
const interruption = new Promise<never>((_, reject) => {
  const interrupt = () => reject(new Interrupted('The bench was interrupted.'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
});
interruption.catch(() => undefined);

async function main(options: BenchOptions): Promise<boolean> {
  const servers = await Servers.start(FOLDER, say);
  try {
    return await Promise.race([measure(options, servers), interruption]);
  } finally {
    await servers.stop();
  }
}

async function measure(options: BenchOptions, servers: Servers): Promise<boolean> {
  await collectStatements(servers);
  const stub = await StubProcess.start();
  const folder = join(FOLDER, 'logs');
  mkdirSync(folder, { recursive: true });
  const { results, failures } = await runCells(options, {
    servers,
    templates: new Templates(servers, say),
    stub,
    folder,
    heapMb: options.heap,
    profileFolder: options.cpuProf,
  });
  await stub.stop();
  write(['', printTable(results), '', printComparisons(results)].join('\n'));
  const problems = [...failures, ...results.flatMap(problemsOf)];
  problems.forEach(write);
  if (options.svg !== null) writeFileSync(options.svg, drawCurve(results));
  if (options.json !== null) writeJson(options.json, { options, ...machine(), cells: results, problems });
  return problems.length === 0;
}

/** A cell that fails does not keep the others from being measured. */
async function runCells(
  options: BenchOptions,
  bench: Bench,
): Promise<{ results: CellResult[]; failures: string[] }> {
  const results: CellResult[] = [];
  const failures: string[] = [];
  await runCell(bench, WARM_UP);
  for (const plan of planCells(options)) {
    say(`${plan.name}: ${plan.requests} requests${plan.rate === null ? '' : `, ${plan.rate} a second`}`);
    try {
      const result = await runCell(bench, plan);
      say(`${plan.name}: ${result.perSecond.toFixed(0)} a second`);
      results.push(result);
    } catch (error) {
      failures.push(`${plan.name}: ${error instanceof Error ? error.message : String(error)}`);
      say(`${plan.name}: failed`);
    }
  }
  return { results, failures };
}

function machine() {
  return {
    at: new Date(begin).toISOString(),
    node: process.version,
    processors: cpus().length,
    model: cpus()[0]?.model,
  };
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

try {
  process.exit((await main(readOptions(process.argv))) ? 0 : 1);
} catch (error) {
  if (error instanceof Interrupted) process.exit(EXIT_INTERRUPTED);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
