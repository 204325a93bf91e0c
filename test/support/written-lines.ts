import { createLogger, type Logger } from '../../src/platform/logging/logger.js';

/** What is written while `log` runs, line by line. */
export function written(log: (logger: Logger) => void): string[] {
  const lines: string[] = [];
  log(createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } }));
  return lines;
}
