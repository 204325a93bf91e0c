import type { CommitHistory, Facts, Leak, PublishedRecord } from '../facts.js';
import type { Fleet } from '../processes/fleet.js';
import { plainKafka } from '../../servers/plain-kafka.js';
import type { SimulatorProcess } from '../processes/simulator-process.js';
import type { RunPlace } from '../settings.js';
import type { PlannedRecord } from '../traffic/planned-record.js';
import type { Acknowledged } from '../traffic/publish-strangers.js';
import { type Canaries, leaksInFiles, leaksInOutput } from './find-leaks.js';
import { readDatabase } from './read-database.js';
import { readRequests } from './read-requests.js';
import { readTopics, type TopicRecord } from './read-topics.js';

/** Everything a run is judged by, gathered after the instances have stopped. */
export async function collectFacts(
  place: RunPlace,
  planned: readonly PlannedRecord[],
  acknowledged: readonly Acknowledged[],
  simulator: SimulatorProcess,
  fleet: Fleet,
  commits: CommitHistory,
  canaries: Canaries,
  leaksSeen: readonly Leak[],
): Promise<Facts> {
  const { created, failed, deadLetter } = place.topics;
  const records = await readTopics(plainKafka(place.brokers), [created, failed, deadLetter]);
  const published = records.flatMap((record) => publishedRecord(record, place));
  const database = await readDatabase(place.databaseUrl);
  const ledger = await simulator.ledger();
  const canceled = new Set(ledger.filter((l) => l.what === 'canceled').map((l) => l.event.AppointmentId));
  const bookings = ledger
    .filter((line) => line.what === 'booked')
    .map(({ event }) => ({
      appointmentId: event.AppointmentId,
      note: event.CustomerNote,
      isActive: !canceled.has(event.AppointmentId) && !['Canceled', 'Rejected'].includes(event.Status),
    }));
  return {
    ...database,
    offered: await readRequests(place, planned, acknowledged),
    published,
    bookings,
    creates: await simulator.creates(),
    commits,
    leaks: [
      ...leaksSeen,
      ...(await leaksInFiles(fleet.logFiles, canaries)),
      ...leaksInOutput({ published, letters: database.letters }, canaries),
    ],
  };
}

function publishedRecord(record: TopicRecord, { topics }: RunPlace): PublishedRecord[] {
  const names = {
    [topics.created]: 'created',
    [topics.failed]: 'failed',
    [topics.deadLetter]: 'deadLetter',
  } as const;
  const topic = names[record.topic];
  return topic === undefined ? [] : [{ ...record, topic }];
}
