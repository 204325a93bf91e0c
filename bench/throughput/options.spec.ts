import { describe, expect, it } from '@jest/globals';
import { isAbsolute } from 'node:path';
import { benchCommand, readOptions } from './options.js';

const read = (...words: string[]) => {
  const command = benchCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return readOptions(['node', 'bench', ...words], command);
};

describe('the options of the bench', () => {
  it('are a grid of backlogs for the bridge when nothing is said', () => {
    expect(read()).toEqual({
      latency: [0, 50, 100],
      concurrency: [64, 256],
      requests: null,
      lanes: 2_000,
      rate: null,
      instances: 1,
      baseline: false,
      only: null,
      settledRows: 0,
      hotLane: 0,
      heap: null,
      cpuProf: null,
      json: null,
      svg: null,
    });
  });

  it('are taken as they are written', () => {
    const words =
      '--latency 0,250 --concurrency 1 --requests 500 --lanes 9 --rate 100 --instances 2 --baseline --only bridge --settled-rows 7 --hot-lane 8 --heap 256 --json out.json --svg out.svg';
    expect(read(...words.split(' '))).toMatchObject({
      latency: [0, 250],
      concurrency: [1],
      requests: 500,
      lanes: 9,
      rate: 100,
      instances: 2,
      baseline: true,
      only: 'bridge',
      settledRows: 7,
      hotLane: 8,
      heap: 256,
      json: 'out.json',
      svg: 'out.svg',
    });
  });

  it('name the folder of profiles from the root, because measured processes write there', () => {
    expect(isAbsolute(read('--cpu-prof', 'profiles').cpuProf ?? '')).toBe(true);
  });

  it.each([
    ['--latency', '-1'],
    ['--latency', '50,'],
    ['--latency', '1.5'],
    ['--concurrency', '0'],
    ['--requests', '0'],
    ['--lanes', 'many'],
    ['--rate', '0'],
    ['--instances', '0'],
    ['--only', 'database'],
    ['--heap', '9999999999'],
  ])('refuse %s %s', (name, value) => expect(() => read(name, value)).toThrow(`'${name} `));

  it('refuse a rate for the intake, which reads a backlog', () => {
    expect(() => read('--only', 'intake', '--rate', '5')).toThrow('leave --rate out');
  });
});
