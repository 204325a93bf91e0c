import { plainKafka } from '../../servers/plain-kafka.js';
import type { Place } from '../place.js';
import { untilTrue } from './until-true.js';

/** Resolves when so many members have joined the cell's group and know their partitions. */
export async function groupReady(place: Place, members: number, stopped: AbortSignal): Promise<void> {
  const admin = plainKafka(place.brokers).admin();
  await admin.connect();
  try {
    await untilTrue(stopped, async () => {
      const [group] = (await admin.describeGroups([place.groupId])).groups;
      const present = group?.members.length ?? 0;
      return { done: group?.state === 'Stable' && present === members, progress: present };
    });
  } finally {
    await admin.disconnect();
  }
}
