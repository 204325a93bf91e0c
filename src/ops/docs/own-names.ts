import type { Config } from '../../platform/config/config.js';
import { VARIABLES } from '../../platform/config/variables.js';

/** A name of the released document: a topic, or the group and the client id after the names of what they are. */
const NAME =
  /^( +(?:address|topic): | +groupId:\n +type: string\n +const: | +clientId:\n +type: string\n +const: )(\S+)$/gm;

/**
 * The AsyncAPI document with the topics, the consumer group and the client id of this installation, where the released
 * one has their defaults. Nothing else of it changes.
 */
export function withOwnNames(document: string, { topics, groupId, clientId }: Config['kafka']): string {
  const ownTopics = new Map<string | null, string>([
    [VARIABLES.TOPIC_BOOKING_REQUESTED.default, topics.requested],
    [VARIABLES.TOPIC_BOOKING_CREATED.default, topics.created],
    [VARIABLES.TOPIC_BOOKING_FAILED.default, topics.failed],
    [VARIABLES.TOPIC_DEAD_LETTER.default, topics.deadLetter],
  ]);
  return document.replace(NAME, (line, before: string, released: string) => {
    const own = before.includes('groupId:')
      ? groupId
      : before.includes('clientId:')
        ? clientId
        : (ownTopics.get(released) ?? released);
    return own === released ? line : `${before}${JSON.stringify(own)}`;
  });
}
