import type { CellResult } from './result.js';

/** What makes the figures of a cell worthless, in sentences; none when it is as it should be. */
export function problemsOf(cell: CellResult): string[] {
  const { laneOverlaps, repeatedCalls, maxInFlight } = cell.upstream;
  const allowed = cell.concurrency === null ? 0 : cell.concurrency * cell.instances;
  return [
    ...(laneOverlaps > 0
      ? [`${cell.name}: ${laneOverlaps} calls overlapped with one of the same lane.`]
      : []),
    ...(repeatedCalls > 0 ? [`${cell.name}: ${repeatedCalls} requests were called more than once.`] : []),
    ...(maxInFlight > allowed
      ? [`${cell.name}: ${maxInFlight} calls were in flight, and ${allowed} are allowed.`]
      : []),
  ];
}
