import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { withoutSecrets } from './without-secrets.js';

/** A structured logger; `child` adds facts to every line. */
export type Logger = PinoLogger;

/** Injection token of the {@link Logger}. */
export const LOGGER = Symbol('logger');

/** Writes JSON lines. Tokens, passwords and customers' notes are cut out of whatever is logged. */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (facts) => withoutSecrets(facts) as Record<string, unknown>,
      },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
