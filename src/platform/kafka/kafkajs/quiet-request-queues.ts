import { createRequire } from 'node:module';

interface RequestQueueClass {
  readonly prototype: { readonly pending: readonly unknown[]; scheduleCheckPendingRequests(): void };
}

let isQuiet = false;

/**
 * kafkajs looks at its queue of requests after each answer, by a timer whose delay is negative where nothing waits: a useless
 * timer per answer, and a TimeoutNegativeWarning on Node 24. Where nothing waits there is nothing to look at: whatever is
 * queued later sets the timer itself.
 */
export function quietRequestQueues(): void {
  if (isQuiet) return;
  isQuiet = true;
  const require = createRequire(import.meta.url);
  const { prototype } = require('kafkajs/src/network/requestQueue/index.js') as RequestQueueClass;
  const { scheduleCheckPendingRequests } = prototype;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueueClass['prototype']) {
    if (this.pending.length > 0) scheduleCheckPendingRequests.call(this);
  };
}
