import type { RecordHandler } from '../platform/kafka/port.js';

/** Injection token of the {@link StartPositions}. */
export const START_POSITIONS = Symbol('start positions');

/** Decides where reading starts; see {@link RecordHandler.startOf}. */
export type StartPositions = Pick<RecordHandler, 'startOf'>;
