-- DropIndex
DROP INDEX "lanes_due_at_idx";

-- A claim reads the free lanes in the order in which they fall due, and stops after as many as it wants. Lanes that are
-- empty or whose call is in flight are not in the index, however many there are.
CREATE INDEX "free_lanes" ON "lanes" ("account", "due_at") WHERE NOT "in_flight" AND "due_at" < 'infinity';
CREATE INDEX "empty_lanes" ON "lanes" ("account", "lane") WHERE NOT "in_flight" AND "due_at" = 'infinity';
-- Room for new versions of a row on its own page: what is not indexed changes without touching an index.
ALTER TABLE "lanes" SET (fillfactor = 50);

-- Locks these lanes in the one order for all, and makes those that are missing. Lanes that are all there are locked
-- without being written.
CREATE FUNCTION "lock_lanes"("touched_accounts" TEXT[], "touched_lanes" TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  "wanted" INTEGER;
  "locked" INTEGER;
BEGIN
  SELECT count(*), count(l."lane") INTO "wanted", "locked"
  FROM (SELECT DISTINCT * FROM unnest("touched_accounts", "touched_lanes") AS u("account", "lane")) t
  LEFT JOIN "lanes" l ON l."account" = t."account" AND l."lane" = t."lane";
  IF "locked" = "wanted" THEN
    PERFORM FROM "lanes" l
    JOIN (SELECT DISTINCT * FROM unnest("touched_accounts", "touched_lanes") AS u("account", "lane")) t
      ON l."account" = t."account" AND l."lane" = t."lane"
    ORDER BY l."account", l."lane" FOR UPDATE OF l;
    GET DIAGNOSTICS "locked" = ROW_COUNT;
  END IF;
  IF "locked" < "wanted" THEN
    INSERT INTO "lanes" ("account", "lane", "due_at", "in_flight")
    SELECT DISTINCT t."account", t."lane", 'infinity'::timestamptz, false
    FROM unnest("touched_accounts", "touched_lanes") AS t("account", "lane")
    ORDER BY t."account", t."lane"
    ON CONFLICT ("account", "lane") DO UPDATE SET "due_at" = "lanes"."due_at";
  END IF;
END
$$;

-- Lanes stay when they are empty, because most come back soon; the sweeper removes those that do not.
-- A lane whose call has ended goes to the end of the queue: all lanes have their turn, however much waits in one of them.
CREATE OR REPLACE FUNCTION "refresh_lanes"("touched_accounts" TEXT[], "touched_lanes" TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "lock_lanes"("touched_accounts", "touched_lanes");

  WITH "facts" AS MATERIALIZED (
    SELECT t."account", t."lane",
      EXISTS (
        SELECT 1 FROM "booking_requests" c
        WHERE c."account" = t."account" AND c."lane" = t."lane" AND c."state" = 'CALLING'
      ) AS "in_flight",
      COALESCE((
        SELECT w."due_at" FROM "booking_requests" w
        WHERE w."account" = t."account" AND w."lane" = t."lane" AND w."state" = 'WAITING' AND w."waits_for" IS NULL
        ORDER BY w."id" LIMIT 1
      ), 'infinity'::timestamptz) AS "due_at"
    FROM (SELECT DISTINCT * FROM unnest("touched_accounts", "touched_lanes") AS u("account", "lane")) t
  )
  UPDATE "lanes" l
  SET "in_flight" = f."in_flight",
      "due_at" = CASE WHEN l."in_flight" AND NOT f."in_flight" THEN GREATEST(f."due_at", now()) ELSE f."due_at" END
  FROM "facts" f
  WHERE l."account" = f."account" AND l."lane" = f."lane" AND (l."in_flight", l."due_at") IS DISTINCT FROM (f."in_flight", f."due_at");
END
$$;

-- What is new waits behind everything else of its lane, so it changes only lanes where nothing waits.
CREATE OR REPLACE FUNCTION "lanes_after_insert"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  "accounts" TEXT[];
  "names" TEXT[];
BEGIN
  SELECT array_agg(n."account"), array_agg(n."lane") INTO "accounts", "names"
  FROM "new_rows" n WHERE n."state" IN ('WAITING', 'CALLING');
  IF "accounts" IS NULL THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM "new_rows" n WHERE n."state" = 'CALLING') THEN
    PERFORM "refresh_lanes"("accounts", "names");
    RETURN NULL;
  END IF;
  PERFORM "lock_lanes"("accounts", "names");
  UPDATE "lanes" l SET "due_at" = f."due_at"
  FROM (
    SELECT DISTINCT ON (n."account", n."lane") n."account", n."lane", n."due_at" FROM "new_rows" n
    WHERE n."state" = 'WAITING' ORDER BY n."account", n."lane", n."id"
  ) f
  WHERE l."account" = f."account" AND l."lane" = f."lane" AND l."due_at" = 'infinity';
  RETURN NULL;
END
$$;

-- When the next call of an account may begin, where calls per second are limited: instances reserve their turns here.
CREATE TABLE "account_pace" (
    "account" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "account_pace_pkey" PRIMARY KEY ("account")
);

-- PostgreSQL takes a partial index for empty when nothing was in it at the latest ANALYZE, and an empty index for the best
-- of all, whatever its columns. So each of these can be used only by the statements that it is made for: they repeat its
-- whole predicate.
DROP INDEX "waiting_by_deadline";
CREATE INDEX "waiting_by_deadline" ON "booking_requests" ("deadline_at")
  WHERE "state" = 'WAITING' AND "deadline_at" > '-infinity';
DROP INDEX "calling_by_lease";
CREATE INDEX "calling_by_lease" ON "booking_requests" ("lease_until")
  WHERE "state" = 'CALLING' AND "lease_until" > '-infinity';
DROP INDEX "one_call_per_booking";
CREATE UNIQUE INDEX "one_call_per_booking" ON "booking_requests" ("account", "natural_key")
  WHERE "state" IN ('CALLING', 'UNKNOWN', 'REVIEW') AND "natural_key" IS NOT NULL;
