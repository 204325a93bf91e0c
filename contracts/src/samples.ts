export { SAMPLES } from './generated/samples.js';
export type { SampleRecord } from './sample-record.js';
