import { readFileSync } from 'node:fs';

/** The flags that `npm start` gives to Node, so that what is tested is what is run. */
export function flagsOfNpmStart(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const [, flags] = /^node (.*) dist\/main\.js$/.exec(scripts.start) ?? [];
  if (flags === undefined)
    throw new Error('The script "start" of package.json does not start dist/main.js with flags.');
  return flags.split(' ');
}
