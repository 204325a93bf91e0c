import { kafkajsRequestTable, type RequestTable } from './kafkajs-internals.js';
import { rawFetch } from './raw-fetch.js';
import { rawProduce } from './raw-produce.js';
import { metadataWithTopicIds } from './topic-ids.js';

let installed: RequestTable | null = null;

/**
 * Puts this service's Fetch, Produce and Metadata into kafkajs' request table, once per process. Requests without a mark of
 * ours go kafkajs' way unchanged, except that Metadata also remembers topic ids. Throws when kafkajs is not the known one.
 */
export function installRequestTable(): void {
  if (isRequestTableInstalled()) return;
  const table = kafkajsRequestTable();
  table.Fetch = rawFetch(table.Fetch);
  table.Produce = rawProduce(table.Produce);
  table.Metadata = metadataWithTopicIds(table.Metadata);
  installed = { Fetch: table.Fetch, Produce: table.Produce, Metadata: table.Metadata };
}

/** Whether the table that kafkajs reads holds the definitions of this service. */
export function isRequestTableInstalled(): boolean {
  if (installed === null) return false;
  const table = kafkajsRequestTable();
  return (
    table.Fetch === installed.Fetch &&
    table.Produce === installed.Produce &&
    table.Metadata === installed.Metadata
  );
}
