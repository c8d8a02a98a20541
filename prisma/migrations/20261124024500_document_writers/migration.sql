-- Who has written in a text, as against who only opened it: the list of its organisations goes by it.
ALTER TABLE "DocumentClient" ADD COLUMN "wroteAt" TIMESTAMPTZ(3);
UPDATE "DocumentClient" SET "wroteAt" = "createdAt";
