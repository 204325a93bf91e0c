import { Inject, Injectable } from '@nestjs/common';
import { KeptLetters } from '../dead-letter/kept-letters.store.js';
import type { Letter, LetterBox, LetterSelection } from '../dead-letter/letter.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { RecordProducer, type RecordPosition } from '../platform/kafka/record-producer.js';
import { CLOCK, type Clock } from '../platform/time/clock.js';
import { Pace } from '../platform/work/pace.js';
import { KnownBodiesStore } from './known-bodies.store.js';
import { among, type Candidate, candidateOf, type KnownBodies, type Prospect } from './prospects.js';
import { replayRecordOf } from './replay-record.js';

const SENDS_PER_SECOND = 10;

/** How records are sent. */
export interface ReplayRules {
  /** Without it nothing is sent, and only what would happen is told. */
  readonly publish: boolean;
  /** Records per second, at most. */
  readonly rate: number;
}

/** Told about each letter, in order. `sentTo` is where Kafka put the record; `null` when it was not sent. */
export type Teller = (letter: Letter, prospect: Prospect, sentTo: RecordPosition | null) => void;

interface Judged {
  readonly letter: Letter;
  readonly candidate: Candidate;
  readonly prospect: Prospect;
}

/** Sends dead letters to the request topic again, where they go the way of every request. */
@Injectable()
export class Replay {
  constructor(
    private readonly known: KnownBodiesStore,
    private readonly kept: KeptLetters,
    private readonly producer: RecordProducer,
    @Inject(CONFIG) private readonly config: Pick<Config, 'kafka' | 'dispatch' | 'requestTtlMs'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends those of the selected letters that would become requests, and tells about all of them. A record is on all
   * replicas before its letter counts as replayed; where that note is lost, the record may be sent again, and changes
   * nothing, because it keeps its identity. Throws when Kafka or the database fails; what was told as sent was sent.
   */
  async replay(box: LetterBox, selection: LetterSelection, rules: ReplayRules, tell: Teller): Promise<void> {
    const earlier: KnownBodies = new Map();
    const pace = new Pace(rules.rate);
    const atOnce = Math.ceil(rules.rate / SENDS_PER_SECOND);
    await box.visit(selection, async (letters) => {
      const judged = await this.judge(letters, earlier);
      const groups = rules.publish ? inGroups(judged, atOnce) : [judged];
      for (const group of groups) {
        const sent = await this.send(rules.publish ? group.filter(isWorthSending) : [], pace);
        for (const one of group) tell(one.letter, one.prospect, sent.get(one) ?? null);
      }
      return 'more';
    });
  }

  private async judge(letters: readonly Letter[], earlier: KnownBodies): Promise<Judged[]> {
    const now = new Date(this.clock());
    const rules = { lane: this.config.dispatch.lane, ttlMs: this.config.requestTtlMs };
    const topic = this.config.kafka.topics.requested;
    const candidates = letters.map((letter) => candidateOf(replayRecordOf(letter, topic), now, rules));
    const requests = candidates.flatMap(({ request }) => (request === null ? [] : [request]));
    for (const [key, body] of await this.known.of(requests)) earlier.set(key, body);
    return candidates.map((candidate, i) => ({
      letter: letters[i] as Letter,
      candidate,
      prospect: among(earlier, candidate),
    }));
  }

  private async send(group: readonly Judged[], pace: Pace): Promise<Map<Judged, RecordPosition>> {
    if (group.length === 0) return new Map();
    await pace.pass(group.length);
    const results = await this.producer.send(group.map(({ candidate }) => candidate.record));
    const positions = results.map((result) => {
      if (!result.ok) throw result.error;
      return result.position;
    });
    await this.kept.markReplayed(
      group.map(({ letter }) => letter.record),
      new Date(this.clock()),
    );
    return new Map(group.map((one, i) => [one, positions[i] as RecordPosition]));
  }
}

const isWorthSending = ({ prospect }: Judged): boolean => prospect.would === 'become a request';

function inGroups<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
