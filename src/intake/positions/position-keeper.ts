import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PartitionFacts, PartitionStart } from '../../platform/kafka/port.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { type Counter, Metrics } from '../../platform/metrics/metrics.js';
import { decideStart, type StartDecision } from './decide-start.js';
import { describeFinding, neverRead, type RecordedFinding } from './finding.js';
import { type OpenFindings, PositionFindingsStore } from './position-findings.store.js';
import { PositionsStore } from './positions.store.js';

const REFRESH_EVERY_MS = 60_000;
/** Another instance may move a position while it is verified; each time it has one more that is right. */
const TRIES = 3;
const LIST = '`npm run positions -- list`';
const HELD = `this Kafka cluster was never read from, but another one was: ${LIST} shows the finding to acknowledge`;

/** A partition, and what was decided about it. */
interface Decided {
  readonly facts: PartitionFacts;
  readonly stored: bigint | null;
  readonly decision: StartDecision;
}

/** Verifies where reading starts, so that no record is skipped without an operator being told. */
@Injectable()
export class PositionKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log: Logger;
  private readonly neverRead: Counter<'topic'>;
  private open: readonly OpenFindings[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly positions: PositionsStore,
    private readonly findings: PositionFindingsStore,
    metrics: Metrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'intake' });
    this.neverRead = metrics.counter(
      'records_never_read_total',
      'Offsets that Kafka deleted before they were read',
      ['topic'],
    );
    metrics.gauge(
      'unacknowledged_position_findings',
      'Findings about positions that no operator has acknowledged',
      ['kind'],
      (gauge) => {
        gauge.reset();
        for (const { kind, count } of this.open) gauge.set({ kind }, count);
      },
    );
  }

  /** What an operator has to look at; null for nothing. As fresh as the last assignment, or a minute old. */
  get trouble(): string | null {
    const told = this.open.filter(({ kind }) => kind !== 'topic-recreated');
    if (told.length === 0) return null;
    const counts = told.map(({ kind, count }) => `${count} ${kind}`).join(', ');
    return `findings to acknowledge: ${counts}; ${LIST} shows them`;
  }

  /**
   * Where each partition is read from. Resolves when positions and findings are in the database; each new finding is
   * logged once, by the instance that recorded it. Throws when the database does not answer, or positions do not rest.
   */
  async startOf(partitions: readonly PartitionFacts[]): Promise<PartitionStart[]> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = await this.positions.knownOf(partitions);
      const decided = partitions.flatMap((facts, i): Decided[] => {
        const position = known[i];
        return position === undefined
          ? []
          : [{ facts, stored: position.stored, decision: decideStart(facts, position) }];
      });
      if (await this.settle(decided)) {
        await this.refresh();
        return decided.map(startOf);
      }
    }
    throw new Error(
      'Positions of the assigned partitions were moved by another instance each time they were verified; they are verified again.',
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => void this.refresh(), REFRESH_EVERY_MS).unref();
    await this.refresh();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** True when everything that was decided is written; false when a position has moved meanwhile. */
  private async settle(decided: readonly Decided[]): Promise<boolean> {
    const moves = decided.flatMap(({ facts, stored, decision: { position } }) =>
      position === null ? [] : [{ ...facts, was: stored, becomes: position }],
    );
    const findings = decided.flatMap(({ facts: { origin }, decision }) =>
      decision.findings.map((finding) => ({ ...finding, origin })),
    );
    if (moves.length === 0 && findings.length === 0) return true;
    const { moved, fresh } = await this.positions.settle(moves, findings);
    for (const finding of fresh) this.tell(finding);
    return moved === moves.length;
  }

  private tell(finding: RecordedFinding): void {
    const { id, kind, topic, partition, expected, found } = finding;
    if (kind === 'gap') this.neverRead.inc({ topic }, Number(neverRead(finding)));
    const facts = {
      finding: String(id),
      kind,
      topic,
      partition,
      expected: String(expected),
      found: String(found),
      neverRead: String(neverRead(finding)),
    };
    const sentence = `${describeFinding(finding)}. Acknowledge with: npm run positions -- acknowledge ${id} --who NAME --reason TEXT`;
    if (kind === 'topic-recreated') this.log.warn(facts, sentence);
    else this.log.error(facts, sentence);
  }

  /** Keeps the last figures while the database does not answer. */
  private async refresh(): Promise<void> {
    try {
      this.open = await this.findings.open();
    } catch (error) {
      this.log.debug({ error }, 'open findings about positions cannot be counted now');
    }
  }
}

function startOf({ facts: { topic, partition }, decision: { from } }: Decided): PartitionStart {
  return from === null ? { topic, partition, held: HELD } : { topic, partition, from };
}
