-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('WAITING', 'CALLING', 'UNKNOWN', 'REVIEW', 'CREATED', 'FAILED');

-- CreateEnum
CREATE TYPE "attempt_verdict" AS ENUM ('created', 'refused', 'not-executed', 'unknown');

-- CreateEnum
CREATE TYPE "settled_by" AS ENUM ('intake', 'deadline', 'response', 'reconciliation', 'operator');

-- CreateTable
CREATE TABLE "booking_requests" (
    "id" BIGSERIAL NOT NULL,
    "account" TEXT NOT NULL DEFAULT 'default',
    "source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "data" JSON NOT NULL,
    "call" JSON,
    "context" JSON NOT NULL,
    "state" "request_state" NOT NULL,
    "lane" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "deadline_at" TIMESTAMPTZ(6) NOT NULL,
    "claimed_by" TEXT,
    "lease_until" TIMESTAMPTZ(6),
    "outcome" JSON,
    "failure_code" TEXT,
    "appointment_id" INTEGER,
    "settled_by" "settled_by",
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),
    "from_topic" TEXT NOT NULL,
    "from_partition" INTEGER NOT NULL,
    "from_offset" BIGINT NOT NULL,
    "published_topic" TEXT,
    "published_partition" INTEGER,
    "published_offset" BIGINT,
    "published_at" TIMESTAMPTZ(6),

    CONSTRAINT "booking_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_attempts" (
    "request_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "instance" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "verdict" "attempt_verdict",
    "because" TEXT,
    "http_status" INTEGER,
    "evidence" JSON,

    CONSTRAINT "booking_attempts_pkey" PRIMARY KEY ("request_id","number")
);

-- CreateTable
CREATE TABLE "lanes" (
    "account" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "in_flight" BOOLEAN NOT NULL,

    CONSTRAINT "lanes_pkey" PRIMARY KEY ("account","lane")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" BIGSERIAL NOT NULL,
    "event_id" TEXT NOT NULL,
    "request_id" BIGINT,
    "topic" TEXT NOT NULL,
    "key" BYTEA,
    "value" BYTEA,
    "headers" JSON NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dead_letters" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "record_offset" BIGINT NOT NULL,
    "value_hash" TEXT NOT NULL,
    "key" BYTEA,
    "value" BYTEA,
    "headers" JSON NOT NULL,
    "record_timestamp_ms" BIGINT NOT NULL,
    "error_code" TEXT NOT NULL,
    "error_message" TEXT NOT NULL,
    "failed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letters_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "booking_requests_reference_idx" ON "booking_requests"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "booking_requests_account_source_event_id_key" ON "booking_requests"("account", "source", "event_id");

-- CreateIndex
CREATE INDEX "lanes_due_at_idx" ON "lanes"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_event_id_key" ON "outbox_events"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "dead_letters_topic_partition_record_offset_value_hash_key" ON "dead_letters"("topic", "partition", "record_offset", "value_hash");

-- AddForeignKey
ALTER TABLE "booking_attempts" ADD CONSTRAINT "booking_attempts_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "booking_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;
