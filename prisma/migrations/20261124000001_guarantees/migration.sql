-- What PostgreSQL promises by itself, whatever the program does.

-- A claim has an owner and a lease, and nothing else has.
ALTER TABLE "booking_requests" ADD CONSTRAINT "claimed_means_calling"
  CHECK (("state" = 'CALLING') = ("claimed_by" IS NOT NULL) AND ("state" = 'CALLING') = ("lease_until" IS NOT NULL));

-- A final request has its outcome, and an open one has none.
ALTER TABLE "booking_requests" ADD CONSTRAINT "final_means_settled"
  CHECK (("state" IN ('CREATED', 'FAILED')) = ("outcome" IS NOT NULL AND "settled_at" IS NOT NULL AND "settled_by" IS NOT NULL));
ALTER TABLE "booking_requests" ADD CONSTRAINT "created_means_booked"
  CHECK ("state" <> 'CREATED' OR ("appointment_id" IS NOT NULL AND "failure_code" IS NULL));
ALTER TABLE "booking_requests" ADD CONSTRAINT "failed_means_a_code"
  CHECK (("state" = 'FAILED') = ("failure_code" IS NOT NULL));

-- A verdict is a finished attempt.
ALTER TABLE "booking_attempts" ADD CONSTRAINT "verdict_means_finished"
  CHECK (("verdict" IS NULL) = ("finished_at" IS NULL));

-- In a lane at most one call is in flight, across all instances (I5).
CREATE UNIQUE INDEX "one_call_per_lane" ON "booking_requests" ("account", "lane") WHERE "state" = 'CALLING';

-- The work that is open. Settled rows cost these indexes nothing.
CREATE INDEX "waiting_in_lane" ON "booking_requests" ("account", "lane", "id") WHERE "state" = 'WAITING';
CREATE INDEX "waiting_by_deadline" ON "booking_requests" ("deadline_at") WHERE "state" = 'WAITING';
CREATE INDEX "calling_by_lease" ON "booking_requests" ("lease_until") WHERE "state" = 'CALLING';
CREATE INDEX "unsettled_by_state" ON "booking_requests" ("state", "id") WHERE "state" IN ('UNKNOWN', 'REVIEW');

-- Lanes: one row for every lane that has a WAITING or CALLING request, so that a claim reads heads of lanes and
-- never the rows behind them. The triggers below are the only writers; no statement can forget them.
--
-- The first statement locks the lanes (creating those that are missing), in one order for all, so that two writers
-- of one lane follow each other. The second one then sees what the other has committed, because every statement of
-- a function at READ COMMITTED looks anew. In one statement it would decide on what it saw before it waited.
-- Whoever locks a WAITING request for an update must have locked its lane before: the claim does so too.
CREATE FUNCTION "refresh_lanes"("touched_accounts" TEXT[], "touched_lanes" TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
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
        WHERE w."account" = t."account" AND w."lane" = t."lane" AND w."state" = 'WAITING'
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

CREATE FUNCTION "lanes_after_insert"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  "accounts" TEXT[];
  "names" TEXT[];
BEGIN
  SELECT array_agg(n."account"), array_agg(n."lane") INTO "accounts", "names"
  FROM "new_rows" n WHERE n."state" IN ('WAITING', 'CALLING');
  IF "accounts" IS NOT NULL THEN PERFORM "refresh_lanes"("accounts", "names"); END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "lanes_after_update"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  "accounts" TEXT[];
  "names" TEXT[];
BEGIN
  SELECT array_agg(n."account"), array_agg(n."lane") INTO "accounts", "names"
  FROM "new_rows" n JOIN "old_rows" o USING ("id")
  WHERE (n."state", n."due_at") IS DISTINCT FROM (o."state", o."due_at");
  IF "accounts" IS NOT NULL THEN PERFORM "refresh_lanes"("accounts", "names"); END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "lanes_after_delete"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  "accounts" TEXT[];
  "names" TEXT[];
BEGIN
  SELECT array_agg(o."account"), array_agg(o."lane") INTO "accounts", "names"
  FROM "old_rows" o WHERE o."state" IN ('WAITING', 'CALLING');
  IF "accounts" IS NOT NULL THEN PERFORM "refresh_lanes"("accounts", "names"); END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "lanes_after_insert" AFTER INSERT ON "booking_requests"
  REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "lanes_after_insert"();
CREATE TRIGGER "lanes_after_update" AFTER UPDATE ON "booking_requests"
  REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "lanes_after_update"();
CREATE TRIGGER "lanes_after_delete" AFTER DELETE ON "booking_requests"
  REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "lanes_after_delete"();
