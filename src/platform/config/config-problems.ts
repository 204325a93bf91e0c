import { withoutHiddenValues } from '../logging/hidden-values.js';

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

/** How Prisma frames what the database or its driver said. */
const OF_A_RAW_QUERY = /Raw query failed\. Code: `[^`]*`\. Message: `(?<said>.*)`$/s;

/** What a program that ends shows of its reason: settings that cannot be used name no values, anything else may hold one. */
export function reasonToShow(error: unknown): string {
  if (error instanceof ConfigProblems) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return withoutHiddenValues(OF_A_RAW_QUERY.exec(message)?.groups?.['said'] ?? message);
}
