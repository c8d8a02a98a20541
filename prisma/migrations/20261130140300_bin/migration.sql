-- What was deleted is erased after as many days as the network chooses.
ALTER TABLE "Network" ADD COLUMN "binDays" INTEGER NOT NULL DEFAULT 30;

ALTER TABLE "Thread" ADD COLUMN "trashedAt" TIMESTAMPTZ(3);
ALTER TABLE "Post" ADD COLUMN "trashedAt" TIMESTAMPTZ(3);
ALTER TABLE "Document" ADD COLUMN "trashedAt" TIMESTAMPTZ(3);

-- What is in the bin already has the whole delay before it.
UPDATE "Thread" SET "trashedAt" = now() WHERE "state" = 'trashed';
UPDATE "Post" SET "trashedAt" = now() WHERE "state" = 'trashed';
UPDATE "Document" SET "trashedAt" = now() WHERE "state" = 'trashed';

-- Kept by the database, so that no verb can forget it.
CREATE FUNCTION note_trashed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."state" <> 'trashed' THEN
    NEW."trashedAt" := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD."state" <> 'trashed' THEN
    NEW."trashedAt" := COALESCE(NEW."trashedAt", now());
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Thread_note_trashed" BEFORE INSERT OR UPDATE OF "state" ON "Thread"
  FOR EACH ROW EXECUTE FUNCTION note_trashed();
CREATE TRIGGER "Post_note_trashed" BEFORE INSERT OR UPDATE OF "state" ON "Post"
  FOR EACH ROW EXECUTE FUNCTION note_trashed();
CREATE TRIGGER "Document_note_trashed" BEFORE INSERT OR UPDATE OF "state" ON "Document"
  FOR EACH ROW EXECUTE FUNCTION note_trashed();

CREATE INDEX "Thread_trashedAt_idx" ON "Thread"("trashedAt");
CREATE INDEX "Post_trashedAt_idx" ON "Post"("trashedAt");
CREATE INDEX "Document_trashedAt_idx" ON "Document"("trashedAt");

SELECT jobs.create_queue('discussions.empty-bin', '{"policy": "short"}');
SELECT jobs.create_queue('documents.empty-bin', '{"policy": "short"}');
