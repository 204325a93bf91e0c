-- AlterTable
ALTER TABLE "booking_requests" ADD COLUMN     "absences" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "natural_key" TEXT,
ADD COLUMN     "patrolled_at" TIMESTAMPTZ(6),
ADD COLUMN     "readings" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "resubmissions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "review_reason" TEXT,
ADD COLUMN     "unknown_since" TIMESTAMPTZ(6),
ADD COLUMN     "waits_for" BIGINT;

-- CreateTable
CREATE TABLE "booking_readings" (
    "request_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" TEXT NOT NULL,
    "because" TEXT,
    "appointments" INTEGER[],

    CONSTRAINT "booking_readings_pkey" PRIMARY KEY ("request_id","attempt","number")
);

-- CreateTable
CREATE TABLE "review_actions" (
    "id" BIGSERIAL NOT NULL,
    "request_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "who" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "details" JSON NOT NULL,

    CONSTRAINT "review_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patrol_findings" (
    "request_id" BIGINT NOT NULL,
    "found_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appointments" INTEGER[],
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "patrol_findings_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE INDEX "review_actions_request_id_idx" ON "review_actions"("request_id");

-- AddForeignKey
ALTER TABLE "booking_readings" ADD CONSTRAINT "booking_readings_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "booking_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_actions" ADD CONSTRAINT "review_actions_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "booking_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patrol_findings" ADD CONSTRAINT "patrol_findings_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "booking_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is unknown has a beginning, and what is in review a reason; a request waits for another one only while it waits.
ALTER TABLE "booking_requests" ADD CONSTRAINT "unknown_means_since"
  CHECK ("state" NOT IN ('UNKNOWN', 'REVIEW') OR "unknown_since" IS NOT NULL);
ALTER TABLE "booking_requests" ADD CONSTRAINT "review_means_a_reason"
  CHECK (("state" = 'REVIEW') = ("review_reason" IS NOT NULL));
ALTER TABLE "booking_requests" ADD CONSTRAINT "only_waiting_waits"
  CHECK ("waits_for" IS NULL OR "state" = 'WAITING');
ALTER TABLE "booking_readings" ADD CONSTRAINT "reading_has_a_result"
  CHECK ("result" IN ('found', 'absent', 'ambiguous', 'unreadable'));

-- Work that is open, for the claim, the reconciler and the patrol.
DROP INDEX "waiting_in_lane";
CREATE INDEX "waiting_in_lane" ON "booking_requests" ("account", "lane", "id") WHERE "state" = 'WAITING' AND "waits_for" IS NULL;
CREATE INDEX "waiting_for_another" ON "booking_requests" ("waits_for") WHERE "state" = 'WAITING' AND "waits_for" IS NOT NULL;
CREATE INDEX "unsettled_by_natural_key" ON "booking_requests" ("account", "natural_key") WHERE "state" IN ('CALLING', 'UNKNOWN', 'REVIEW');
CREATE INDEX "unknown_by_due" ON "booking_requests" ("due_at") WHERE "state" = 'UNKNOWN';
CREATE INDEX "review_by_due" ON "booking_requests" ("due_at") WHERE "state" = 'REVIEW';
CREATE INDEX "created_by_natural_key" ON "booking_requests" ("account", "natural_key") WHERE "state" = 'CREATED';
CREATE INDEX "doubtful_to_patrol" ON "booking_requests" ("settled_at")
  WHERE "unknown_since" IS NOT NULL AND "settled_at" IS NOT NULL AND "patrolled_at" IS NULL;

-- A request that waits for another one is not the head of its lane: the lane goes on without it.
CREATE OR REPLACE FUNCTION "refresh_lanes"("touched_accounts" TEXT[], "touched_lanes" TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "lanes" ("account", "lane", "due_at", "in_flight")
  SELECT DISTINCT t."account", t."lane", 'infinity'::timestamptz, false
  FROM unnest("touched_accounts", "touched_lanes") AS t("account", "lane")
  ORDER BY t."account", t."lane"
  ON CONFLICT ("account", "lane") DO UPDATE SET "due_at" = "lanes"."due_at";

  WITH "facts" AS MATERIALIZED (
    SELECT t."account", t."lane",
      EXISTS (
        SELECT 1 FROM "booking_requests" c
        WHERE c."account" = t."account" AND c."lane" = t."lane" AND c."state" = 'CALLING'
      ) AS "in_flight",
      (
        SELECT w."due_at" FROM "booking_requests" w
        WHERE w."account" = t."account" AND w."lane" = t."lane" AND w."state" = 'WAITING' AND w."waits_for" IS NULL
        ORDER BY w."id" LIMIT 1
      ) AS "head_due_at"
    FROM (SELECT DISTINCT * FROM unnest("touched_accounts", "touched_lanes") AS u("account", "lane")) t
  ), "emptied" AS (
    DELETE FROM "lanes" l USING "facts" f
    WHERE l."account" = f."account" AND l."lane" = f."lane" AND NOT f."in_flight" AND f."head_due_at" IS NULL
  )
  UPDATE "lanes" l
  SET "in_flight" = f."in_flight", "due_at" = COALESCE(f."head_due_at", 'infinity'::timestamptz)
  FROM "facts" f
  WHERE l."account" = f."account" AND l."lane" = f."lane" AND (f."in_flight" OR f."head_due_at" IS NOT NULL);
END
$$;

-- Only what is or was WAITING or CALLING concerns its lane.
CREATE OR REPLACE FUNCTION "lanes_after_update"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  "accounts" TEXT[];
  "names" TEXT[];
BEGIN
  SELECT array_agg(n."account"), array_agg(n."lane") INTO "accounts", "names"
  FROM "new_rows" n JOIN "old_rows" o USING ("id")
  WHERE (n."state", n."due_at", n."waits_for") IS DISTINCT FROM (o."state", o."due_at", o."waits_for")
    AND (n."state" IN ('WAITING', 'CALLING') OR o."state" IN ('WAITING', 'CALLING'));
  IF "accounts" IS NOT NULL THEN PERFORM "refresh_lanes"("accounts", "names"); END IF;
  RETURN NULL;
END
$$;
