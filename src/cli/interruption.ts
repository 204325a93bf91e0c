const AFTER_SIGINT = 130;
const AFTER_SIGTERM = 143;

/** Why a program ends before its work is done, and the exit code that says so. */
export class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super('interrupted');
  }
}

/**
 * The first SIGINT or SIGTERM, or the end of whatever read the output: aborts `signal` with {@link Interrupted}, so that
 * what was started is stopped in good order. A reader that has seen enough is no failure.
 */
export function interruptionOfThisProcess(): AbortSignal {
  const interruption = new AbortController();
  const end = (exitCode: number) => interruption.abort(new Interrupted(exitCode));
  process.once('SIGINT', () => end(AFTER_SIGINT)).once('SIGTERM', () => end(AFTER_SIGTERM));
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    end(0);
  });
  return interruption.signal;
}

/** Resolves once `signal` aborts; keeps the process running until then. */
export function interrupted(signal: AbortSignal): Promise<null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const keepAlive = setInterval(() => undefined, 60_000);
    signal.addEventListener('abort', () => {
      clearInterval(keepAlive);
      resolve(null);
    });
  });
}
