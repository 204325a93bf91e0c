import type { Report } from './report.js';

const NAME_WIDTH = 26;

/** The report for a person, in units of bookings. */
export function printReport(report: Report): string {
  const { unknown, crashes } = report;
  const seconds = (milliseconds: number | null) =>
    milliseconds === null ? '-' : `${(milliseconds / 1000).toFixed(1)} s`;
  const lines: [string, string][] = [
    ['records offered', counted(report.offered)],
    ['processes', counted({ ...crashes })],
    ['faults of Reservanto', counted(report.faults)],
    ['requests', counted(report.requests)],
    ['in review', counted(report.inReview)],
    ['calls, bookings', `${report.calls}, ${report.bookings}`],
    ['outcomes sent again', String(report.copiesTooMany)],
    ['double bookings', String(report.doubleBookings)],
    ['lost outcomes', String(report.lostOutcomes)],
    ['orphan bookings', String(report.orphanBookings)],
    ['contradicting outcomes', String(report.contradictingOutcomes)],
    ['order violations', String(report.orderViolations)],
    [
      'unknown until settled',
      `${unknown.requests} requests: p50 ${seconds(unknown.p50)}, p99 ${seconds(unknown.p99)}, max ${seconds(unknown.max)}`,
    ],
    ['instances that fell', report.fallen.length === 0 ? 'none' : report.fallen.join('; ')],
    ...(report.hadTrouble ? [] : [['trouble', 'NONE: nothing is proved'] satisfies [string, string]]),
    ['came to rest', report.atRest ? 'yes' : 'NO'],
  ];
  const judged = report.judgements.flatMap(({ invariant, promise, passed, count, violations }) => [
    `  ${invariant.padEnd(4)}${passed ? 'PASS' : 'FAIL'}  ${promise}${passed ? '' : ` (${count})`}`,
    ...violations.map(({ id, what }) => `            ${id} ${what}`),
  ]);
  return [
    '',
    `Fault run, seed ${report.seed}, ${report.seconds} s`,
    ...lines.map(([name, text]) => `  ${name.padEnd(NAME_WIDTH)}${text}`),
    '',
    ...judged,
    '',
    report.passed ? 'PASSED' : `FAILED; everything to look at is in ${report.folder}`,
    '',
  ].join('\n');
}

function counted(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
