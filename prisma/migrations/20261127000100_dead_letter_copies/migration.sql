-- A dead letter is kept within fixed bounds: what is left out is named by size and hash. Offsets whose bytes could not be
-- decoded are one letter for the whole range.
ALTER TABLE "dead_letters" ADD COLUMN     "codec" TEXT,
ADD COLUMN     "first_bytes" BYTEA,
ADD COLUMN     "headers_omitted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "key_hash" TEXT,
ADD COLUMN     "key_size" INTEGER,
ADD COLUMN     "last_offset" BIGINT,
ADD COLUMN     "value_size" INTEGER;

-- What is left out is not there, and is named completely.
ALTER TABLE "dead_letters" ADD CONSTRAINT "left_out_value_is_named"
  CHECK (("value_size" IS NULL) = ("first_bytes" IS NULL) AND ("value_size" IS NULL OR "value" IS NULL));
ALTER TABLE "dead_letters" ADD CONSTRAINT "left_out_key_is_named"
  CHECK (("key_size" IS NULL) = ("key_hash" IS NULL) AND ("key_size" IS NULL OR "key" IS NULL));
ALTER TABLE "dead_letters" ADD CONSTRAINT "omitted_headers_are_counted"
  CHECK ("headers_omitted" >= 0);
-- A range has an end and a codec, and nothing but its size, hash and first bytes.
ALTER TABLE "dead_letters" ADD CONSTRAINT "range_has_an_end"
  CHECK (("last_offset" IS NULL) = ("codec" IS NULL) AND ("last_offset" IS NULL OR ("last_offset" >= "record_offset" AND "value_size" IS NOT NULL)));
