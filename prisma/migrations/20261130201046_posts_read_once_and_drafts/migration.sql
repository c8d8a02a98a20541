-- What a post's words read as, with the version of the reader; null until it has been read.
ALTER TABLE "Post" ADD COLUMN "parsed" JSONB;

-- Words that change without being read again (an erasure, a statement of an operator) leave nothing read from the old ones.
CREATE FUNCTION "forget_parsed_post"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."parsed" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "Post_parsed" BEFORE UPDATE OF "body" ON "Post" FOR EACH ROW
  WHEN (NEW."body" IS DISTINCT FROM OLD."body" AND NEW."parsed" IS NOT DISTINCT FROM OLD."parsed")
  EXECUTE FUNCTION "forget_parsed_post"();

-- A draft belongs to one form: two tabs of one thread keep two.
ALTER TABLE "Draft" ADD COLUMN "key" TEXT;
UPDATE "Draft" SET "key" = gen_random_uuid()::text;
ALTER TABLE "Draft" ALTER COLUMN "key" SET NOT NULL;
ALTER TABLE "Draft" DROP CONSTRAINT "Draft_pkey", ADD CONSTRAINT "Draft_pkey" PRIMARY KEY ("personId", "key");
CREATE INDEX "Draft_threadId_personId_idx" ON "Draft"("threadId", "personId");

-- Every foreign key has an index that begins with its columns (prisma/foreign-keys.test.ts).
CREATE INDEX "Document_organisationId_idx" ON "Document"("organisationId");
CREATE INDEX "Invitation_spaceId_idx" ON "Invitation"("spaceId");
CREATE INDEX "Organisation_typeSlug_idx" ON "Organisation"("typeSlug");
CREATE INDEX "Post_organisationId_idx" ON "Post"("organisationId");
CREATE INDEX "Reaction_organisationId_idx" ON "Reaction"("organisationId");
CREATE INDEX "ReadMark_threadId_idx" ON "ReadMark"("threadId");
CREATE INDEX "SpacePin_documentId_idx" ON "SpacePin"("documentId");
CREATE INDEX "SpacePin_threadId_idx" ON "SpacePin"("threadId");
CREATE INDEX "Thread_organisationId_idx" ON "Thread"("organisationId");
