import { Injectable } from '@nestjs/common';
import type { PartitionFacts, PartitionStart } from '../../platform/kafka/port.js';
import type { StartPositions } from '../start-positions.js';

/** Reading starts at what the group has committed, and never below what the broker still has. */
@Injectable()
export class PositionKeeper implements StartPositions {
  async startOf(partitions: readonly PartitionFacts[]): Promise<readonly PartitionStart[]> {
    return partitions.map(({ topic, partition, logStart, logEnd, committed }) => {
      const from = committed === null || committed < logStart || committed > logEnd ? logStart : committed;
      return { topic, partition, from };
    });
  }
}
