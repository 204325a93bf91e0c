import { Prisma } from '../../generated/prisma/client.js';

/** Two transactions wanted the same value of a unique index. */
export const UNIQUE_VIOLATION = '23505';
/** Two transactions waited for each other, and PostgreSQL ended this one. */
export const DEADLOCK = '40P01';

/** The five characters by which PostgreSQL says why a raw statement failed; null when the failure is not its own. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const { driverAdapterError } = (error.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string } };
  };
  return driverAdapterError?.cause?.originalCode ?? null;
}
