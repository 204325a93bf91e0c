import type { Servers } from '../servers/servers.js';

/** Names and addresses of one cell: nobody else uses them. */
export interface Place {
  readonly name: string;
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  readonly topics: {
    readonly requested: string;
    readonly created: string;
    readonly failed: string;
    readonly deadLetter: string;
  };
  readonly groupId: string;
}

/** Records carry the time at which the broker wrote them, by one clock for all. */
const TOPIC_SETTINGS = { 'message.timestamp.type': 'LogAppendTime' };

/** Makes a copy of the database `template`, and empty topics. */
export async function openPlace(servers: Servers, name: string, template: string): Promise<Place> {
  const topic = (what: string) => `bench.${name}.${what}`;
  const topics = {
    requested: topic('booking.requested'),
    created: topic('booking.created'),
    failed: topic('booking.failed'),
    deadLetter: topic('booking.requested.dlq'),
  };
  const databaseUrl = await servers.createDatabase(databaseOf(name), template);
  await servers.createTopics(Object.values(topics), TOPIC_SETTINGS);
  return { name, brokers: servers.brokers, databaseUrl, topics, groupId: topic('group') };
}

/** Removes everything again, so that the next cell finds the servers as this one did. */
export async function closePlace(servers: Servers, place: Place): Promise<void> {
  await servers.dropDatabase(databaseOf(place.name));
  await servers.deleteTopics(Object.values(place.topics));
}

/** Name of the cell's database. */
export function databaseOf(name: string): string {
  return `bench_${name.replaceAll('-', '_')}`;
}
