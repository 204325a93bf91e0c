import type { Kafka } from '../platform/kafka/kafka.js';
import { isSelected, type Letter, type LetterBox, letterOf, type LetterSelection } from './letter.js';

type Take = (letters: readonly Letter[]) => Promise<'more' | 'enough'>;

/**
 * The dead letters in a topic, whoever wrote them. A visit reads it from its beginning up to where it ends now. What cannot
 * be decoded there is no letter that could be shown or replayed, and is left out.
 */
export class LettersOfTopic implements LetterBox {
  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
    private readonly groupPrefix: string,
  ) {}

  /** Throws when the topic does not exist or cannot be read. */
  async visit(selection: LetterSelection, take: Take): Promise<void> {
    const reading = { topic: this.topic, groupPrefix: `${this.groupPrefix}-dead-letters` };
    await this.kafka.readToEnd(reading, async ({ records }) => {
      const letters = records.map(letterOf).filter((letter) => isSelected(letter, selection));
      return letters.length === 0 ? 'more' : take(letters);
    });
  }
}
