import type { CellResult } from './result.js';

type Column = readonly [title: string, text: (cell: CellResult) => string];

const COLUMNS: readonly Column[] = [
  ['measured', (cell) => (cell.instances > 1 ? `${cell.instances} x ${cell.subject}` : cell.subject)],
  ['upstream ms', (cell) => upstreamMs(cell)],
  ['in flight', (cell) => String(cell.concurrency ?? '-')],
  ['requests', (cell) => String(cell.requests)],
  ['per s', (cell) => number(cell.perSecond, 0)],
  ['% of ceiling', (cell) => number(cell.percentOfCeiling, 1)],
  ['p50 beyond ms', (cell) => number(cell.latencyMsBeyondUpstream?.p50, 1)],
  ['p99 beyond ms', (cell) => number(cell.latencyMsBeyondUpstream?.p99, 1)],
  ['CPU s/1000', (cell) => number(cell.cpuSecondsPer1000, 2)],
  ['peak RSS MB', (cell) => number(cell.peakRssMb, 0)],
  ['SQL each', (cell) => few(cell.statementsPerBooking)],
  ['Kafka each', (cell) => few(cell.kafkaRequestsPerBooking)],
  ['machine busy %', (cell) => number(cell.machineBusyPercent, 0)],
];

/** The results for a person, one line for each cell. */
export function printTable(cells: readonly CellResult[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...cells.map((cell) => COLUMNS.map(([, text]) => text(cell))),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))),
    )
    .map((row) => row.join('  '))
    .join('\n');
}

/** How the bridge stands to the baseline and to the echo of the same call, a sentence each. */
export function printComparisons(cells: readonly CellResult[]): string {
  const echo = cells.find((cell) => cell.subject === 'echo')?.latencyMsBeyondUpstream;
  const lines = cells
    .filter((cell) => cell.subject === 'bridge')
    .flatMap((cell) => {
      const name = `${cell.latencyMs} ms, ${cell.concurrency} in flight:`;
      const baseline = cells.find((c) => c.subject === 'baseline' && c.latencyMs === cell.latencyMs);
      const own = cell.latencyMsBeyondUpstream;
      return [
        ...(baseline && cell.rate === null
          ? [`${name} ${number(cell.perSecond / baseline.perSecond, 1)} times the baseline`]
          : []),
        ...(own && echo
          ? [
              `${name} beyond upstream and echo p50 ${number(own.p50 - echo.p50, 1)} ms, p99 ${number(own.p99 - echo.p99, 1)} ms`,
            ]
          : []),
      ];
    });
  return lines.join('\n');
}

/** As it was ordered, and as it came out. */
function upstreamMs({ subject, latencyMs, upstream }: CellResult): string {
  if (subject === 'echo' || subject === 'intake') return '-';
  return `${latencyMs} (${number(upstream.heldMsMean, 1)})`;
}

/** Batches make some figures much smaller than one. */
function few(value: number | null): string {
  return number(value, value !== null && value < 0.1 ? 4 : 2);
}

function number(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? '-' : value.toFixed(digits);
}
