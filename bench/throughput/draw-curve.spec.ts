import { expect, it } from '@jest/globals';
import { drawCurve, type Drawn } from './draw-curve.js';

const cell = (latencyMs: number, concurrency: number, perSecond: number): Drawn => ({
  subject: 'bridge',
  latencyMs,
  concurrency,
  perSecond,
  rate: null,
});

it('a curve rises with throughput, stays below its ceiling, and tells every time of a call', () => {
  const svg = drawCurve([cell(50, 64, 1_200), cell(50, 8, 150), cell(100, 8, 79), cell(100, 64, 630)]);
  const [ceiling, measured] = [...svg.matchAll(/<path d="M([^"]+)" fill="none"/g)].map(([, path]) =>
    (path as string).split('L').map((point) => point.split(' ').map(Number)),
  ) as [number[][], number[][]];
  expect(measured.map(([x]) => x)).toEqual([70, 530]);
  expect(measured[1]?.[1]).toBeLessThan(measured[0]?.[1] as number);
  for (const [i, [, y]] of measured.entries()) expect(y).toBeGreaterThan(ceiling[i]?.[1] as number);
  expect(svg).toContain('50 ms a call');
  expect(svg).toContain('100 ms a call');
});

it('a curve of one concurrency is refused with the reason', () => {
  expect(() => drawCurve([cell(50, 64, 1_200)])).toThrow('two concurrencies');
});
