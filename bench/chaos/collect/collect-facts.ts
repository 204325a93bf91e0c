import type { CommitHistory, Facts, Leak, PublishedRecord } from '../facts.js';
import type { Fleet } from '../processes/fleet.js';
import { plainKafka } from '../../servers/plain-kafka.js';
import type { SimulatorProcess } from '../processes/simulator-process.js';
import type { RunPlace } from '../settings.js';
import type { PlannedRecord } from '../traffic/planned-record.js';
import { type Canaries, leaksInFiles, leaksInOutput } from './find-leaks.js';
import { readDatabase } from './read-database.js';
import { readTopics, type TopicRecord } from './read-topics.js';

/** Everything a run is judged by, gathered after the instances have stopped. */
export async function collectFacts(
  place: RunPlace,
  planned: readonly PlannedRecord[],
  simulator: SimulatorProcess,
  fleet: Fleet,
  commits: CommitHistory,
  canaries: Canaries,
  leaksSeen: readonly Leak[],
): Promise<Facts> {
  const records = await readTopics(plainKafka(place.brokers), Object.values(place.topics));
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
    offered: offeredRecords(records, planned, place),
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

/** What stands in the request topic. Throws when a planned record is not there: then Kafka lost it, not the bridge. */
function offeredRecords(
  records: readonly TopicRecord[],
  planned: readonly PlannedRecord[],
  { topics }: RunPlace,
): Facts['offered'] {
  const offered = records
    .filter((record) => record.topic === topics.requested)
    .map(({ partition, offset, headers }) => ({
      partition,
      offset,
      planned: planned[Number(headers['chaos-n'])] as PlannedRecord,
    }));
  const there = new Set(offered.map((record) => record.planned.n));
  const lost = planned.filter(({ n }) => !there.has(n));
  if (lost.length > 0)
    throw new Error(`Kafka lost ${lost.length} records that it had acknowledged; run again.`);
  return offered;
}
