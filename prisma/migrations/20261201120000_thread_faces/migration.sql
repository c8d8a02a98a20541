-- Threads: closing, tags, quotations by reference, the history of edits, and who has read.
ALTER TABLE "Network" ADD COLUMN "showReaders" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Thread" ADD COLUMN "closedAt" TIMESTAMPTZ(3);
ALTER TABLE "Post" ADD COLUMN "quotedExcerpt" TEXT,
ADD COLUMN "quotedId" UUID;

CREATE TABLE "ThreadTag" (
    "threadId" UUID NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "ThreadTag_pkey" PRIMARY KEY ("threadId","tag")
);

CREATE TABLE "PostVersion" (
    "id" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL,
    "redactedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PostVersion_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "ThreadTag_tag_idx" ON "ThreadTag"("tag");
CREATE INDEX "PostVersion_postId_replacedAt_idx" ON "PostVersion"("postId", "replacedAt");
CREATE INDEX "PostVersion_authorId_idx" ON "PostVersion"("authorId");
CREATE INDEX "Post_authorId_createdAt_idx" ON "Post"("authorId", "createdAt");
CREATE INDEX "Post_quotedId_idx" ON "Post"("quotedId");

ALTER TABLE "ThreadTag" ADD CONSTRAINT "ThreadTag_threadId_fkey"
  FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PostVersion" ADD CONSTRAINT "PostVersion_postId_fkey"
  FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PostVersion" ADD CONSTRAINT "PostVersion_authorId_fkey"
  FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Post" ADD CONSTRAINT "Post_quotedId_fkey"
  FOREIGN KEY ("quotedId") REFERENCES "Post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Erased words leave neither earlier versions nor quotations, whatever statement erases them.
CREATE FUNCTION "forget_erased_post"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "PostVersion" WHERE "postId" = NEW."id";
  UPDATE "Post" SET "quotedExcerpt" = NULL WHERE "quotedId" = NEW."id" AND "quotedExcerpt" IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "Post_forget_erased" AFTER UPDATE OF "state" ON "Post" FOR EACH ROW
  WHEN (NEW."state" = 'erased' AND OLD."state" <> 'erased') EXECUTE FUNCTION "forget_erased_post"();
