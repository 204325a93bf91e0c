/** Two transactions wanted the same value of a unique index. */
export const UNIQUE_VIOLATION = '23505';
/** Two transactions waited for each other, and PostgreSQL ended this one. */
export const DEADLOCK = '40P01';

/**
 * What a failed statement means for what it was to write.
 * - `refused`: PostgreSQL will never take these rows, because of what they say. Writing them again is pointless.
 * - `contention`: another transaction holds the same value of a unique index. The rows themselves are sound.
 * - `again`: PostgreSQL ended this transaction in favor of another one. The same statement succeeds when it is repeated.
 * - `away`: everything else, from a lost connection to a missing table: nothing is known about the rows, and the same
 *   statement is repeated when the database, or its operator, is back.
 */
export type FailureKind = 'refused' | 'contention' | 'again' | 'away';

const SQL_STATE = /^[0-9A-Z]{5}$/;
/** Data exceptions (a text that the encoding lacks, a number out of range), and limits of a row, an index or a statement. */
const REFUSED_CLASSES: ReadonlySet<string> = new Set(['22', '54']);
/** Restrict, not-null, foreign key, check, exclusion: the class also holds the unique violation, which is contention. */
const REFUSED_STATES: ReadonlySet<string> = new Set(['23001', '23502', '23503', '23514', '23P01']);
const ROLLED_BACK_CLASS = '40';
/** A lock that was asked for with NOWAIT or lock_timeout. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * The five characters by which PostgreSQL says why a statement failed; null when the failure is not its own. Prisma keeps
 * them below `meta` when a statement fails, and the adapter below `cause` when a commit does.
 */
export function sqlStateOf(error: unknown): string | null {
  const inMeta = inside(inside(inside(error, 'meta'), 'driverAdapterError'), 'cause');
  for (const place of [inMeta, inside(error, 'cause'), error]) {
    for (const name of ['originalCode', 'code']) {
      const code = inside(place, name);
      if (typeof code === 'string' && SQL_STATE.test(code) && !code.startsWith('P20')) return code;
    }
  }
  return null;
}

/** What a failure means. Total: any value that can be thrown has a meaning, and only what is proved is `refused`. */
export function failureKindOf(error: unknown): FailureKind {
  const state = sqlStateOf(error);
  if (state === null) return 'away';
  if (state === UNIQUE_VIOLATION) return 'contention';
  const stateClass = state.slice(0, 2);
  if (REFUSED_CLASSES.has(stateClass) || REFUSED_STATES.has(state)) return 'refused';
  return stateClass === ROLLED_BACK_CLASS || state === LOCK_NOT_AVAILABLE ? 'again' : 'away';
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
