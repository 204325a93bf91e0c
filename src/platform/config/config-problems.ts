/** One thing that is wrong with the environment. `message` gives the rule and never the value. */
export interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

/** Exit code of a process that cannot run with its settings (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIG = 78;

/** The environment cannot be used; holds all problems at once. */
export class ConfigProblems extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(explain(problems));
  }
}

function explain(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ variable, message }) => `  ${variable} ${message}`);
  return ['These settings cannot be used:', ...lines, 'docs/configuration.md describes every variable.'].join(
    '\n',
  );
}
