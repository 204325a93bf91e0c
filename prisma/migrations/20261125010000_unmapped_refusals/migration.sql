-- The operator's list of refusals that nobody mapped reads these rows and no others, the newest first.
CREATE INDEX "unmapped_refusals" ON "booking_requests" ("settled_at") WHERE "failure_code" = 'REFUSED_BY_RESERVANTO';
