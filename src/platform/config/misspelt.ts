import { VARIABLES } from './variables.js';

/** Prefixes that hardly anybody else uses: whatever begins so was meant for us. */
const OUR_PREFIXES = /^(KAFKA|TOPIC|EVENTS|RESERVANTO|DISPATCH|RECONCILE)_/i;
/** What Kubernetes and Docker set for a service whose name begins like our variables, such as `kafka`. */
const SET_BY_OTHERS = /_(SERVICE_(HOST|PORT)(_\w+)?|PORT(_\d+_(TCP|UDP)(_\w+)?)?)$/;
const NEAR = 3;
/** HTTP_PROXY is three letters from HTTP_PORT, and is meant for others. */
const VERY_NEAR = 2;

/** Variables that seem to be meant for us and are none of ours, each with the name that was probably meant. */
export function misspeltVariables(env: NodeJS.ProcessEnv): { name: string; meant: string | null }[] {
  const known = Object.keys(VARIABLES).flatMap((name) => [name, `${name}_FILE`]);
  return Object.keys(env)
    .filter((name) => !known.includes(name) && !SET_BY_OTHERS.test(name))
    .map((name) => ({ name, ...nearest(name.toUpperCase(), known) }))
    .filter(({ name, away }) => OUR_PREFIXES.test(name) || away <= VERY_NEAR)
    .map(({ name, meant, away }) => ({ name, meant: away <= NEAR ? meant : lengthened(name, known) }));
}

/** The variable that was written too short (RECONCILE_QUARANTINE), or whose last word was written too long (KAFKA_SSL_CERTIFICATE). */
function lengthened(name: string, known: readonly string[]): string | null {
  const written = name.toUpperCase();
  const meant = known.find(
    (whole) => whole.startsWith(written) || (written.startsWith(whole) && written[whole.length] !== '_'),
  );
  return written.includes('_') ? (meant ?? null) : null;
}

function nearest(name: string, known: readonly string[]): { meant: string; away: number } {
  const [best] = known
    .filter((meant) => Math.abs(meant.length - name.length) <= NEAR)
    .map((meant) => ({ meant, away: distance(name, meant) }))
    .sort((a, b) => a.away - b.away);
  return best ?? { meant: '', away: Infinity };
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
