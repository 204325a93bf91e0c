import { MUTANTS } from './mutants/mutants.js';
import type { ChaosOptions } from './options.js';
import { printReport } from './print-report.js';
import type { Servers } from '../servers/servers.js';
import type { Report } from './report.js';
import { makeRun } from './run.js';

/** What became of a mutant. */
export interface Caught {
  readonly mutant: string;
  readonly breaks: string;
  readonly expected: string;
  /** Invariants that its run failed. */
  readonly failed: readonly string[];
  /** Whether the expected one is among them. */
  readonly isCaught: boolean;
  readonly evidence: string;
}

const REST_TIMEOUT_MS = 30_000;
const RUN = { requests: 240, minutes: 0.4 };

/** A short run for each mutant, which must fail the invariant that the mutant breaks. */
export async function tryMutants(
  servers: Servers,
  names: readonly string[],
  options: Pick<ChaosOptions, 'seed' | 'instances'>,
  say: (text: string) => void,
): Promise<Caught[]> {
  const results: Caught[] = [];
  for (const name of names) {
    const mutant = MUTANTS[name];
    if (mutant === undefined) throw new Error(`There is no mutant ${name}.`);
    say(`mutant ${name}: ${mutant.breaks}`);
    const report = await makeRun(
      servers,
      {
        ...RUN,
        seed: options.seed,
        instances: options.instances,
        name,
        mutant: name,
        faults: mutant.faults,
        crashServers: false,
        restTimeoutMs: REST_TIMEOUT_MS,
      },
      () => undefined,
    );
    const result = judge(name, mutant, report);
    say(`${result.isCaught ? 'caught' : 'NOT CAUGHT'}: ${result.evidence}`);
    if (!result.isCaught) say(printReport(report));
    results.push(result);
  }
  return results;
}

function judge(
  name: string,
  { breaks, expected }: { readonly breaks: string; readonly expected: string },
  { judgements }: Report,
): Caught {
  const failed = judgements.filter((judgement) => !judgement.passed);
  const [first] = failed.find((judgement) => judgement.invariant === expected)?.violations ?? [];
  return {
    mutant: name,
    breaks,
    expected,
    failed: failed.map((judgement) => judgement.invariant),
    isCaught: first !== undefined,
    evidence: first === undefined ? `${expected} holds` : `${expected}: ${first.id} ${first.what}`,
  };
}

/** The table of all mutants. */
export function printMutation(results: readonly Caught[]): string {
  const row = (columns: readonly [string, string, string, string]) =>
    `  ${columns[0].padEnd(28)}${columns[1].padEnd(12)}${columns[2].padEnd(10)}${columns[3]}`;
  return [
    '',
    row(['mutant', 'caught', 'by', 'failed']),
    ...results.map(({ mutant, isCaught, expected, failed }) =>
      row([mutant, isCaught ? 'yes' : 'NO', expected, failed.join(' ')]),
    ),
    '',
  ].join('\n');
}
