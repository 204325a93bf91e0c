-- How far each partition has been read, written in the transaction that stores its records.
CREATE TABLE "read_positions" (
    "cluster_id" TEXT NOT NULL,
    "topic_id" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "next_offset" BIGINT NOT NULL,
    "last_timestamp_ms" BIGINT,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "read_positions_pkey" PRIMARY KEY ("cluster_id", "topic_id", "partition")
);

-- Offsets that were never read, and logs that are not the one that was read before. An operator acknowledges each.
CREATE TABLE "position_findings" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "topic_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "expected_offset" BIGINT NOT NULL,
    "found_offset" BIGINT NOT NULL,
    "found_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by" TEXT,
    "reason" TEXT,

    CONSTRAINT "position_findings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "position_findings_kind" CHECK ("kind" IN ('gap', 'truncated', 'topic-recreated', 'another-cluster')),
    CONSTRAINT "acknowledged_with_a_name" CHECK (("acknowledged_at" IS NULL) = ("acknowledged_by" IS NULL))
);

-- The same finding is recorded once, however often the position is verified.
CREATE UNIQUE INDEX "position_findings_once"
    ON "position_findings" ("kind", "cluster_id", "topic_id", "partition", "expected_offset", "found_offset");
