import { BUILT_EVENT_FILES, copyEventFiles } from '../ops/docs/event-files.js';

// The last step of a build: what `GET /docs/events` serves.
await copyEventFiles(BUILT_EVENT_FILES, 'contracts/asyncapi.yaml');
