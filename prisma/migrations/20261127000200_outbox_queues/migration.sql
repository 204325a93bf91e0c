-- An event waits in the queue of its topic (-1) or, while a partition cannot be written, in the queue of that partition.
ALTER TABLE "outbox_events" ADD COLUMN "parked_partition" INTEGER NOT NULL DEFAULT -1;

-- Reads each queue from its head, whatever waits in the others. "due_at" is compared within the index.
CREATE INDEX "outbox_events_queue" ON "outbox_events" ("topic", "parked_partition", "id", "due_at");
