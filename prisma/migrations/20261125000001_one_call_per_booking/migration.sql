-- Of requests that would be the same booking at most one has a call that is not settled, across all lanes and instances:
-- two claims that do not see each other yet cannot both begin, and a booking that is found can only be that one's.
DROP INDEX "unsettled_by_natural_key";
CREATE UNIQUE INDEX "one_call_per_booking" ON "booking_requests" ("account", "natural_key")
  WHERE "state" IN ('CALLING', 'UNKNOWN', 'REVIEW');

-- Which request a booking belongs to is asked by the booking's own number.
DROP INDEX "created_by_natural_key";
CREATE INDEX "created_by_appointment" ON "booking_requests" ("account", "appointment_id") WHERE "state" = 'CREATED';
