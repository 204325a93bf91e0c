import { readFileSync } from 'node:fs';

/** The heap limit that `npm start` gives the bridge, in MB, so that it is measured as it is run. */
export function heapOfNpmStart(): number {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const limit = /--max-old-space-size=(\d+)/.exec(scripts.start)?.[1];
  if (limit === undefined)
    throw new Error('The script "start" of package.json sets no --max-old-space-size.');
  return Number(limit);
}
