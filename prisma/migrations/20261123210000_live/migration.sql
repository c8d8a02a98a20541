-- The live rooms: the network's space, threads with their posts, co-edited documents with their log.

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "rights" INTEGER NOT NULL DEFAULT 0;

-- CreateEnum
CREATE TYPE "SpaceKind" AS ENUM ('network');

-- CreateEnum
CREATE TYPE "SpaceRole" AS ENUM ('reader');

-- CreateEnum
CREATE TYPE "ContentState" AS ENUM ('visible', 'awaiting', 'hidden', 'trashed', 'erased');

-- CreateTable
CREATE TABLE "Space" (
    "id" UUID NOT NULL,
    "kind" "SpaceKind" NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpaceGuest" (
    "spaceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "SpaceRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SpaceGuest_pkey" PRIMARY KEY ("spaceId","personId")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "state" "ContentState" NOT NULL DEFAULT 'visible',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "schemaVersion" INTEGER NOT NULL DEFAULT 1,
    "derivedSeq" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB,
    "plainText" TEXT NOT NULL DEFAULT '',
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentTheme" (
    "documentId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "DocumentTheme_pkey" PRIMARY KEY ("documentId","themeId")
);

-- CreateTable
CREATE TABLE "DocumentUpdate" (
    "documentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentUpdate_pkey" PRIMARY KEY ("documentId","seq")
);

-- CreateTable
CREATE TABLE "DocumentSnapshot" (
    "documentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentSnapshot_pkey" PRIMARY KEY ("documentId")
);

-- CreateTable
CREATE TABLE "DocumentClient" (
    "documentId" UUID NOT NULL,
    "clientId" BIGINT NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentClient_pkey" PRIMARY KEY ("documentId","clientId")
);

-- CreateTable
CREATE TABLE "Thread" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "state" "ContentState" NOT NULL DEFAULT 'visible',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastChange" INTEGER NOT NULL DEFAULT 0,
    "postCount" INTEGER NOT NULL DEFAULT 0,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadTheme" (
    "threadId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "ThreadTheme_pkey" PRIMARY KEY ("threadId","themeId")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "body" TEXT NOT NULL,
    "state" "ContentState" NOT NULL DEFAULT 'visible',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "change" INTEGER NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "personId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("personId","threadId")
);

-- CreateTable
CREATE TABLE "ReadMark" (
    "personId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "change" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReadMark_pkey" PRIMARY KEY ("personId","threadId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Space_slug_key" ON "Space"("slug");

-- CreateIndex
CREATE INDEX "SpaceGuest_personId_idx" ON "SpaceGuest"("personId");

-- CreateIndex
CREATE INDEX "Document_spaceId_changedAt_idx" ON "Document"("spaceId", "changedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Document_authorId_idempotencyKey_key" ON "Document"("authorId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "DocumentTheme_themeId_idx" ON "DocumentTheme"("themeId");

-- CreateIndex
CREATE INDEX "DocumentClient_documentId_personId_idx" ON "DocumentClient"("documentId", "personId");

-- CreateIndex
CREATE INDEX "Thread_spaceId_changedAt_idx" ON "Thread"("spaceId", "changedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Thread_authorId_idempotencyKey_key" ON "Thread"("authorId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "ThreadTheme_themeId_idx" ON "ThreadTheme"("themeId");

-- CreateIndex
CREATE INDEX "Post_threadId_change_idx" ON "Post"("threadId", "change");

-- CreateIndex
CREATE UNIQUE INDEX "Post_authorId_idempotencyKey_key" ON "Post"("authorId", "idempotencyKey");

-- AddForeignKey
ALTER TABLE "SpaceGuest" ADD CONSTRAINT "SpaceGuest_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceGuest" ADD CONSTRAINT "SpaceGuest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentTheme" ADD CONSTRAINT "DocumentTheme_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentTheme" ADD CONSTRAINT "DocumentTheme_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentUpdate" ADD CONSTRAINT "DocumentUpdate_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentSnapshot" ADD CONSTRAINT "DocumentSnapshot_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentClient" ADD CONSTRAINT "DocumentClient_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadTheme" ADD CONSTRAINT "ThreadTheme_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadTheme" ADD CONSTRAINT "ThreadTheme_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadMark" ADD CONSTRAINT "ReadMark_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadMark" ADD CONSTRAINT "ReadMark_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Read by its end only: appended to, read in order, cut at the front by compaction.
ALTER TABLE "DocumentUpdate" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- Access ends at once. What a person may do has a number that rises in the transaction that changes it; every
-- process compares it with that of its connections, once a second and when it is told. The channel only hints.
CREATE FUNCTION public.rights_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person uuid := COALESCE(NEW."personId", OLD."personId");
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1 WHERE "id" = person;
  PERFORM pg_notify('portal_rights', person::text);
  RETURN NULL;
END $$;

CREATE TRIGGER rights_changed AFTER INSERT OR UPDATE OR DELETE ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION public.rights_changed();
CREATE TRIGGER rights_changed AFTER INSERT OR UPDATE OR DELETE ON "SpaceGuest"
  FOR EACH ROW EXECUTE FUNCTION public.rights_changed();

CREATE FUNCTION public.role_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."rights" := OLD."rights" + 1;
  PERFORM pg_notify('portal_rights', NEW."id"::text);
  RETURN NEW;
END $$;

CREATE TRIGGER role_changed BEFORE UPDATE OF "role" ON "Person"
  FOR EACH ROW WHEN (OLD."role" IS DISTINCT FROM NEW."role") EXECUTE FUNCTION public.role_changed();

CREATE FUNCTION public.session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('portal_rights', OLD."personId"::text);
  RETURN NULL;
END $$;

CREATE TRIGGER session_ended AFTER DELETE ON "Session"
  FOR EACH ROW EXECUTE FUNCTION public.session_ended();

CREATE FUNCTION public.admission_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  organisation uuid := COALESCE(NEW."organisationId", OLD."organisationId");
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1
    WHERE "id" IN (SELECT "personId" FROM "Membership" WHERE "organisationId" = organisation);
  PERFORM pg_notify('portal_rights', '');
  RETURN NULL;
END $$;

CREATE TRIGGER admission_changed AFTER INSERT OR UPDATE OR DELETE ON "Admission"
  FOR EACH ROW EXECUTE FUNCTION public.admission_changed();
