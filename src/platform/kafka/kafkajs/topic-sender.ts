import { setTimeout as delay } from 'node:timers/promises';
import { partitionFor } from '../protocol/murmur2.js';
import type { Acknowledgement } from '../protocol/raw-produce.js';
import type { RecordToSend, SendResult } from '../port.js';
import type { KafkajsClients } from './kafkajs-clients.js';
import { ProducerLine } from './producer-line.js';
import { isElsewhere, type SendFailure, sendFailure } from './send-failure.js';
import { within } from './within.js';

/** Below the 1 MiB that brokers take by default, whichever partitions the records of a request go to. */
const REQUEST_BYTES = 900 * 1024;
const REQUEST_RECORDS = 1_000;
/** More than the frame of a record in a batch, and of one header. */
const FRAME_BYTES = 64;
const HEADER_FRAME_BYTES = 16;
const LOOK_FOR_LEADER_AFTER_MS = 300;
const OVERTAKES = sendFailure(new Error('an earlier record of its key was not sent'), null);

/** Sends to one topic, so that no topic can delay another. */
export class TopicSender {
  private line: ProducerLine | null = null;
  private partitions: number | null = null;

  constructor(
    private readonly clients: KafkajsClients,
    private readonly topic: string,
  ) {}

  /** Results in the order of `records`. Never throws, and has ended shortly after `deadline` (milliseconds since 1970). */
  async send(records: readonly RecordToSend[], deadline: number): Promise<SendResult[]> {
    const results: SendResult[] = [];
    const failedKeys = new Set<string>();
    for (const portion of portions(records)) {
      // What follows a record of its key that was not written would overtake it.
      const isHeldUp = portion.map(({ key }) => key !== null && failedKeys.has(key.toString('latin1')));
      const sent = await this.sendPortion(
        portion.filter((_, i) => isHeldUp[i] !== true),
        deadline,
      );
      let next = 0;
      portion.forEach(({ key }, i) => {
        const result = isHeldUp[i] === true ? OVERTAKES : (sent[next++] as SendResult);
        results.push(result);
        if (!result.ok && result.kind !== 'record' && key !== null) failedKeys.add(key.toString('latin1'));
      });
    }
    return results;
  }

  /** Null before the first send that found the topic. */
  partitionOf(key: Buffer): number | null {
    return this.partitions === null ? null : partitionFor(key, this.partitions);
  }

  async stop(): Promise<void> {
    const line = this.line;
    this.line = null;
    await line?.close();
  }

  /** Repeats what another broker leads now, and sends one by one what was refused together. */
  private async sendPortion(records: readonly RecordToSend[], deadline: number): Promise<SendResult[]> {
    const results = await this.sendOnce(records, deadline);
    const moved = indexesOf(results, isElsewhere);
    if (moved.length > 0) {
      await delay(LOOK_FOR_LEADER_AFTER_MS);
      await this.repeat(records, results, moved, deadline);
    }
    const refused = indexesOf(results, ({ kind }) => kind === 'record');
    if (refused.length > 1)
      for (const index of refused) await this.repeat(records, results, [index], deadline);
    return results;
  }

  private async repeat(
    records: readonly RecordToSend[],
    results: SendResult[],
    indexes: readonly number[],
    deadline: number,
  ): Promise<void> {
    const repeated = await this.sendOnce(
      indexes.map((index) => records[index] as RecordToSend),
      deadline,
    );
    indexes.forEach((index, i) => (results[index] = repeated[i] as SendResult));
  }

  private async sendOnce(records: readonly RecordToSend[], deadline: number): Promise<SendResult[]> {
    if (records.length === 0) return [];
    const answers = new Map<number, Acknowledgement>();
    const line = (this.line ??= new ProducerLine(this.clients));
    let failure: unknown = null;
    const sending = line
      .send(this.topic, records, (index, answer) => answers.set(index, answer))
      .catch((error: unknown) => (failure = error));
    const inTime = await within(Math.max(0, deadline - Date.now()), sending);
    this.partitions = line.partitions ?? this.partitions;
    const results = records.map((_, index) =>
      resultOf(answers.get(index), inTime ? failure : new Error('no broker answered in time')),
    );
    if (!inTime) this.leave(line, () => void line.close());
    else if (results.some(({ ok }) => !ok)) this.leave(line, () => line.retire());
    return results;
  }

  private leave(line: ProducerLine, close: () => void): void {
    if (this.line === line) this.line = null;
    close();
  }
}

function resultOf(answer: Acknowledgement | undefined, failure: unknown): SendResult {
  if (answer?.ok === true) return answer;
  if (answer !== undefined) return sendFailure(answer.error, answer.partition);
  return sendFailure(failure ?? new Error('the broker did not answer for this record'), null);
}

function indexesOf(results: readonly SendResult[], matches: (failure: SendFailure) => boolean): number[] {
  return results.flatMap((result, index) => (!result.ok && matches(result) ? [index] : []));
}

/** In order, each small enough for one request. */
function portions(records: readonly RecordToSend[]): RecordToSend[][] {
  const all: RecordToSend[][] = [];
  let room = 0;
  for (const record of records) {
    const size = sizeOf(record);
    const last = all.at(-1);
    if (last === undefined || size > room || last.length === REQUEST_RECORDS) {
      all.push([record]);
      room = REQUEST_BYTES - size;
    } else {
      last.push(record);
      room -= size;
    }
  }
  return all;
}

function sizeOf({ key, value, headers }: RecordToSend): number {
  const inHeaders = headers.reduce(
    (sum, [name, bytes]) => sum + name.length * 3 + bytes.length + HEADER_FRAME_BYTES,
    0,
  );
  return FRAME_BYTES + (key?.length ?? 0) + (value?.length ?? 0) + inHeaders;
}
