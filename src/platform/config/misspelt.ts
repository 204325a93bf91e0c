import { type VariableName, VARIABLES } from './variables.js';

const OUR_PREFIXES = /^(KAFKA|TOPIC|EVENTS|RESERVANTO|DISPATCH)_/;
const NEAR = 3;

/** Variables that carry one of our prefixes and are none of ours, each with the name that was probably meant. */
export function misspeltVariables(env: NodeJS.ProcessEnv): { name: string; meant: VariableName | null }[] {
  const known = Object.keys(VARIABLES) as VariableName[];
  return Object.keys(env)
    .filter((name) => OUR_PREFIXES.test(name) && !known.some((k) => name === k || name === `${k}_FILE`))
    .map((name) => ({ name, meant: nearest(name, known) }));
}

function nearest(name: string, known: readonly VariableName[]): VariableName | null {
  const [best] = known.map((k) => ({ k, d: distance(name, k) })).sort((a, b) => a.d - b.d);
  return best !== undefined && best.d <= NEAR ? best.k : null;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
