import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';
import { loggableMessage } from './loggable-text.js';

/**
 * Sends Nest's own log lines the way of all others. Its start-up chatter is debug. Its texts are often an error's
 * message, and so are cut like one.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, textOf(message));
  }

  /** Nest calls it with (error or text, context) or with (text, stack, context). */
  error(message: unknown, ...more: unknown[]): void {
    const context = more.at(-1);
    const isStack = typeof context === 'string' && context.includes('\n');
    this.logger.error(
      { context: isStack ? undefined : context, error: message instanceof Error ? message : undefined },
      textOf(message),
    );
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, textOf(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, textOf(message));
  }
}

function textOf(message: unknown): string {
  if (message instanceof Error) return loggableMessage(message.message, message.name);
  return typeof message === 'string' ? loggableMessage(message) : 'Nest logged something that is no text';
}
