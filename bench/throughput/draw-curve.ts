import type { CellResult } from './result.js';

/** A cell, as far as it is drawn. */
export type Drawn = Pick<CellResult, 'subject' | 'latencyMs' | 'concurrency' | 'perSecond' | 'rate'>;

const WIDTH = 720;
const HEIGHT = 420;
const LEFT = 70;
const RIGHT = 190;
const TOP = 30;
const BOTTOM = 50;
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#8250df', '#9a6700'];

/**
 * Draws throughput over concurrency as an SVG, one line for each time of a call and beside it, dashed, the ceiling
 * concurrency / time. Both axes are logarithmic, so that a ceiling is a straight line. Needs a grid of unpaced cells.
 */
export function drawCurve(cells: readonly Drawn[]): string {
  const points = cells.filter((c) => c.subject === 'bridge' && c.rate === null && c.concurrency !== null);
  const latencies = [...new Set(points.map((c) => c.latencyMs))].sort((a, b) => a - b);
  const concurrencies = [...new Set(points.map((c) => c.concurrency as number))].sort((a, b) => a - b);
  if (concurrencies.length < 2) throw new Error('A curve needs cells of two concurrencies at least.');
  const x = scale(concurrencies, LEFT, WIDTH - RIGHT);
  const y = scale([10, ...points.map((c) => c.perSecond), 10_000], HEIGHT - BOTTOM, TOP);
  const lines = latencies.map((latency, i) => {
    const own = points
      .filter((c) => c.latencyMs === latency)
      .toSorted((a, b) => (a.concurrency as number) - (b.concurrency as number));
    return lineOf(latency, own, COLOURS[i % COLOURS.length] as string, { x, y }, i);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...[10, 100, 1_000, 10_000].map(
      (n) =>
        `<path d="M${LEFT} ${y(n)}H${WIDTH - RIGHT}" stroke="#d0d7de"/><text x="${LEFT - 8}" y="${y(n) + 4}" text-anchor="end">${n}</text>`,
    ),
    ...concurrencies.map(
      (n) => `<text x="${x(n)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${n}</text>`,
    ),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">calls in flight (RESERVANTO_CONCURRENCY)</text>`,
    `<text x="${LEFT}" y="${TOP - 12}" text-anchor="middle">bookings/s</text>`,
    ...lines,
    `<text x="${WIDTH - RIGHT + 16}" y="${TOP + 20 + lines.length * 20}">dashed: the ceilings</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function lineOf(
  latency: number,
  cells: readonly Drawn[],
  colour: string,
  { x, y }: { x: (n: number) => number; y: (n: number) => number },
  row: number,
): string {
  const at = (c: Drawn, perSecond: number) => `${x(c.concurrency as number)} ${y(perSecond)}`;
  const measured = cells.map((c) => at(c, c.perSecond)).join('L');
  const ceiling = cells
    .map((c) => at(c, Math.min(10_000, ((c.concurrency as number) * 1_000) / latency)))
    .join('L');
  const label = latency === 0 ? 'no time at all' : `${latency} ms a call`;
  return [
    ...(latency === 0
      ? []
      : [`<path d="M${ceiling}" fill="none" stroke="${colour}" stroke-dasharray="4 4" opacity="0.6"/>`]),
    `<path d="M${measured}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...cells.map(
      (c) => `<circle cx="${x(c.concurrency as number)}" cy="${y(c.perSecond)}" r="3" fill="${colour}"/>`,
    ),
    `<text x="${WIDTH - RIGHT + 16}" y="${TOP + 20 + row * 20}" fill="${colour}">${label}</text>`,
  ].join('');
}

/** From the least to the greatest of these numbers, in equal ratios, rounded to tenths. */
function scale(numbers: readonly number[], from: number, to: number): (n: number) => number {
  const [least, greatest] = [Math.log(Math.min(...numbers)), Math.log(Math.max(...numbers))];
  return (n) => Math.round((from + ((Math.log(n) - least) / (greatest - least)) * (to - from)) * 10) / 10;
}
