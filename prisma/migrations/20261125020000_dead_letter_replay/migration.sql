-- When a person last sent it to the request topic again. It stays where it is: what became of it is the request's matter.
ALTER TABLE "dead_letters" ADD COLUMN "replayed_at" TIMESTAMPTZ(6);
