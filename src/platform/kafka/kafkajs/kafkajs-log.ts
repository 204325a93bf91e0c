import type { LogEntry } from 'kafkajs';
import type { Logger } from '../../logging/logger.js';

/**
 * What kafkajs itself has to say, at the level of details: it repeats its lines many times a second for as long as a
 * fault lasts, and what uses it logs each change of state once. The newest trouble is kept, to say why.
 */
export class KafkajsLog {
  private trouble: string | null = null;
  private readonly log: Logger;

  constructor(logger: Logger) {
    this.log = logger.child({ part: 'kafka' });
  }

  /** The newest warning or error since {@link forget}; null for none. */
  get newest(): string | null {
    return this.trouble;
  }

  forget(): void {
    this.trouble = null;
  }

  /** A log function as kafkajs wants it. */
  readonly take = ({ namespace, log: { message, error, groupId, broker } }: LogEntry): void => {
    // What is only a step of its repetition says less than what went wrong.
    const reason = typeof error === 'string' && error !== '' ? error : message;
    this.trouble = reason;
    this.log.debug(
      { namespace, error: error as unknown, groupId: groupId as unknown, broker: broker as unknown },
      message,
    );
  };
}
