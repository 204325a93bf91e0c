import type { HostileRun } from './hostile-run.js';

const MIB = 1024 * 1024;

/** Prints the figures of a run past Jest, which would put a stack under each line. */
export function tellHostileRun(run: HostileRun): void {
  const stalls = (run.stalls ?? []).map(({ cpuMs, wallMs, atMs }) =>
    [`${cpuMs.toFixed(0)} ms CPU`, `in ${wallMs.toFixed(0)} ms`, `at ${(atMs / 1_000).toFixed(1)} s`].join(
      ' ',
    ),
  );
  const lines = [
    `${run.records} records in ${run.seconds} s: ${run.requests} requests, ${run.letters} dead letters, ${run.repeated} repeated`,
    `batches that the broker took: ${JSON.stringify(run.taken)}`,
    `batches that the broker refused: ${JSON.stringify(run.refused)}`,
    `longest stalls: ${stalls.join('; ')}`,
    `peak memory: ${Math.round((run.maxRssBytes ?? 0) / MIB)} MiB`,
    `warnings: ${JSON.stringify(run.complaints)}`,
  ];
  process.stderr.write(`${lines.map((line) => `hostile records: ${line}`).join('\n')}\n`);
}
