import { type DestinationStream, type Level, type Logger as PinoLogger, pino } from 'pino';
import { loggable, type PlainFacts } from './loggable.js';
import { loggableText } from './loggable-text.js';

/** Injection token of the {@link Logger}. */
export const LOGGER = Symbol('logger');

const NO_TEXT = '[no text]';

type Line = [message: string] | [facts: object, message: string];

/**
 * Writes JSON lines. Whatever goes into a line goes through {@link loggable} and `loggableText`, on the same way for
 * facts, for messages and for what `child` adds; there is no other way in. Never throws.
 */
export class Logger {
  constructor(
    private readonly lines: PinoLogger,
    private readonly always: PlainFacts = {},
  ) {}

  /** A logger that adds these facts to every line. */
  child(facts: object): Logger {
    return new Logger(this.lines, { ...this.always, ...loggable(facts) });
  }

  fatal(...line: Line): void {
    this.write('fatal', line);
  }

  error(...line: Line): void {
    this.write('error', line);
  }

  warn(...line: Line): void {
    this.write('warn', line);
  }

  info(...line: Line): void {
    this.write('info', line);
  }

  debug(...line: Line): void {
    this.write('debug', line);
  }

  private write(level: Level, line: Line): void {
    if (!this.lines.isLevelEnabled(level)) return;
    try {
      const [facts, message] = line.length === 1 ? [{}, line[0]] : line;
      this.lines[level](
        { ...this.always, ...loggable(facts) },
        typeof message === 'string' ? loggableText(message) : NO_TEXT,
      );
    } catch {
      // A line that cannot be written must not end the work that it tells of.
    }
  }
}

/** Makes a logger of lines from this level on. `destination` is standard output unless it is given. */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  return new Logger(
    pino(
      {
        level: options.level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { err: (alreadyPlain: unknown) => alreadyPlain },
      },
      options.destination ?? pino.destination({ dest: 1, sync: true }),
    ),
  );
}
