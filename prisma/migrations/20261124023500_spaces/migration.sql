-- Shared spaces: who belongs to them, what is done in them; themes with a lead, a parent and followers.

-- CreateEnum
CREATE TYPE "SpaceVisibility" AS ENUM ('network', 'on_request', 'private');

-- CreateEnum
CREATE TYPE "Confidentiality" AS ENUM ('internal', 'restricted', 'confidential');

-- CreateEnum
CREATE TYPE "SpaceState" AS ENUM ('active', 'archived', 'deleted');

-- CreateEnum
CREATE TYPE "SpaceAskKind" AS ENUM ('request', 'invitation');

-- AlterEnum
ALTER TYPE "SpaceKind" ADD VALUE 'theme';
ALTER TYPE "SpaceKind" ADD VALUE 'organisation';
ALTER TYPE "SpaceKind" ADD VALUE 'project';
ALTER TYPE "SpaceKind" ADD VALUE 'working_group';

-- AlterEnum
ALTER TYPE "SpaceRole" ADD VALUE 'facilitator';
ALTER TYPE "SpaceRole" ADD VALUE 'member';
ALTER TYPE "SpaceRole" ADD VALUE 'guest';

-- DropIndex
DROP INDEX "Space_slug_key";

-- AlterTable
ALTER TABLE "Space" ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "confidentiality" "Confidentiality" NOT NULL DEFAULT 'internal',
ADD COLUMN     "createdById" UUID,
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "idempotencyKey" TEXT,
ADD COLUMN     "organisationId" UUID,
ADD COLUMN     "state" "SpaceState" NOT NULL DEFAULT 'active',
ADD COLUMN     "themeId" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "visibility" "SpaceVisibility" NOT NULL DEFAULT 'network';

-- AlterTable
ALTER TABLE "Theme" ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "leadId" UUID,
ADD COLUMN     "parentId" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ThemeFollow" (
    "personId" UUID NOT NULL,
    "themeId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ThemeFollow_pkey" PRIMARY KEY ("personId","themeId")
);

-- Guests become members with a role.
ALTER TABLE "SpaceGuest" RENAME TO "SpaceMember";
ALTER TABLE "SpaceMember" RENAME CONSTRAINT "SpaceGuest_pkey" TO "SpaceMember_pkey";
ALTER TABLE "SpaceMember" RENAME CONSTRAINT "SpaceGuest_spaceId_fkey" TO "SpaceMember_spaceId_fkey";
ALTER TABLE "SpaceMember" RENAME CONSTRAINT "SpaceGuest_personId_fkey" TO "SpaceMember_personId_fkey";
ALTER INDEX "SpaceGuest_personId_idx" RENAME TO "SpaceMember_personId_idx";
ALTER TABLE "SpaceMember" ADD COLUMN "organisationId" UUID;

-- CreateTable
CREATE TABLE "SpaceOrganisation" (
    "spaceId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "role" "SpaceRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SpaceOrganisation_pkey" PRIMARY KEY ("spaceId","organisationId")
);

-- CreateTable
CREATE TABLE "SpaceAsk" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "SpaceAskKind" NOT NULL,
    "role" "SpaceRole" NOT NULL,
    "organisationId" UUID,
    "message" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "accepted" BOOLEAN,
    "reason" TEXT,

    CONSTRAINT "SpaceAsk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpacePin" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "threadId" UUID,
    "documentId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SpacePin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpaceTask" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "assigneeId" UUID,
    "dueOn" DATE,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "SpaceTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpaceDate" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "place" TEXT,
    "day" DATE NOT NULL,
    "lastDay" DATE,
    "time" TEXT,
    "deadline" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "SpaceDate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarLink" (
    "spaceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarLink_pkey" PRIMARY KEY ("spaceId","personId")
);

-- CreateTable
CREATE TABLE "SpaceVisit" (
    "spaceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "beforeAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SpaceVisit_pkey" PRIMARY KEY ("spaceId","personId")
);

-- CreateTable
CREATE TABLE "SpaceTemplate" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,

    CONSTRAINT "SpaceTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ThemeFollow_themeId_idx" ON "ThemeFollow"("themeId");

-- CreateIndex
CREATE INDEX "SpaceMember_organisationId_idx" ON "SpaceMember"("organisationId");

-- CreateIndex
CREATE INDEX "SpaceOrganisation_organisationId_idx" ON "SpaceOrganisation"("organisationId");

-- CreateIndex
CREATE INDEX "SpaceAsk_personId_idx" ON "SpaceAsk"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "SpaceAsk_spaceId_personId_kind_key" ON "SpaceAsk"("spaceId", "personId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "SpacePin_spaceId_threadId_key" ON "SpacePin"("spaceId", "threadId");

-- CreateIndex
CREATE UNIQUE INDEX "SpacePin_spaceId_documentId_key" ON "SpacePin"("spaceId", "documentId");

-- CreateIndex
CREATE INDEX "SpaceTask_spaceId_dueOn_id_idx" ON "SpaceTask"("spaceId", "dueOn", "id");

-- CreateIndex
CREATE INDEX "SpaceTask_assigneeId_dueOn_idx" ON "SpaceTask"("assigneeId", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "SpaceTask_createdById_idempotencyKey_key" ON "SpaceTask"("createdById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "SpaceDate_spaceId_day_id_idx" ON "SpaceDate"("spaceId", "day", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SpaceDate_createdById_idempotencyKey_key" ON "SpaceDate"("createdById", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarLink_tokenHash_key" ON "CalendarLink"("tokenHash");

-- CreateIndex
CREATE INDEX "CalendarLink_personId_idx" ON "CalendarLink"("personId");

-- CreateIndex
CREATE INDEX "SpaceVisit_personId_seenAt_idx" ON "SpaceVisit"("personId", "seenAt");

-- CreateIndex
CREATE INDEX "Space_themeId_idx" ON "Space"("themeId");

-- CreateIndex
CREATE INDEX "Space_organisationId_idx" ON "Space"("organisationId");

-- CreateIndex
CREATE INDEX "Space_state_closedAt_idx" ON "Space"("state", "closedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Space_createdById_idempotencyKey_key" ON "Space"("createdById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "Theme_parentId_idx" ON "Theme"("parentId");

-- CreateIndex
CREATE INDEX "Theme_leadId_idx" ON "Theme"("leadId");

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThemeFollow" ADD CONSTRAINT "ThemeFollow_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThemeFollow" ADD CONSTRAINT "ThemeFollow_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceOrganisation" ADD CONSTRAINT "SpaceOrganisation_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceOrganisation" ADD CONSTRAINT "SpaceOrganisation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceAsk" ADD CONSTRAINT "SpaceAsk_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceAsk" ADD CONSTRAINT "SpaceAsk_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpacePin" ADD CONSTRAINT "SpacePin_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpacePin" ADD CONSTRAINT "SpacePin_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpacePin" ADD CONSTRAINT "SpacePin_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceTask" ADD CONSTRAINT "SpaceTask_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceTask" ADD CONSTRAINT "SpaceTask_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceDate" ADD CONSTRAINT "SpaceDate_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarLink" ADD CONSTRAINT "CalendarLink_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarLink" ADD CONSTRAINT "CalendarLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceVisit" ADD CONSTRAINT "SpaceVisit_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpaceVisit" ADD CONSTRAINT "SpaceVisit_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- There is one space of the whole network.
CREATE UNIQUE INDEX "Space_one_network" ON "Space" (("kind" = 'network')) WHERE "kind" = 'network';

-- Tasks still to do, the most urgent first; what is done, the latest first.
CREATE INDEX "SpaceTask_open" ON "SpaceTask" ("spaceId", (COALESCE("dueOn", 'infinity'::date)), "id") WHERE "doneAt" IS NULL;

-- Everyone who reads a space may do something else from now on: its state or who learns of it has changed, or
-- something has left it. A space that the whole network reads concerns everybody.
CREATE FUNCTION public.space_rights_changed(space uuid, everybody boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1 WHERE "id" IN (
    SELECT p."id" FROM "Person" p
    WHERE everybody OR p."id" IN (
      SELECT s."personId" FROM "SpaceMember" s WHERE s."spaceId" = space
      UNION SELECT m."personId" FROM "SpaceOrganisation" o JOIN "Membership" m USING ("organisationId")
      WHERE o."spaceId" = space)
    ORDER BY p."id" FOR NO KEY UPDATE);
  PERFORM pg_notify('portal_rights', '');
END $$;

CREATE FUNCTION public.space_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.space_rights_changed(OLD."id", OLD."visibility" = 'network' OR NEW."visibility" = 'network');
  RETURN NULL;
END $$;

CREATE TRIGGER space_changed AFTER UPDATE OF "state", "visibility" ON "Space" FOR EACH ROW
  WHEN (OLD."state" IS DISTINCT FROM NEW."state" OR OLD."visibility" IS DISTINCT FROM NEW."visibility")
  EXECUTE FUNCTION public.space_changed();

CREATE FUNCTION public.moved_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.space_rights_changed(OLD."spaceId",
    EXISTS (SELECT FROM "Space" s WHERE s."id" = OLD."spaceId" AND s."visibility" = 'network'));
  DELETE FROM "SpacePin" WHERE "spaceId" = OLD."spaceId" AND (TG_TABLE_NAME = 'Thread' AND "threadId" = OLD."id"
    OR TG_TABLE_NAME = 'Document' AND "documentId" = OLD."id");
  RETURN NULL;
END $$;

CREATE TRIGGER moved_elsewhere AFTER UPDATE OF "spaceId" ON "Thread" FOR EACH ROW
  WHEN (OLD."spaceId" IS DISTINCT FROM NEW."spaceId") EXECUTE FUNCTION public.moved_elsewhere();
CREATE TRIGGER moved_elsewhere AFTER UPDATE OF "spaceId" ON "Document" FOR EACH ROW
  WHEN (OLD."spaceId" IS DISTINCT FROM NEW."spaceId") EXECUTE FUNCTION public.moved_elsewhere();

-- A whole organisation let in, or no longer: everyone who belongs to it.
CREATE FUNCTION public.space_organisation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  organisation uuid := COALESCE(NEW."organisationId", OLD."organisationId");
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1 WHERE "id" IN (
    SELECT p."id" FROM "Person" p JOIN "Membership" m ON m."personId" = p."id"
    WHERE m."organisationId" = organisation ORDER BY p."id" FOR NO KEY UPDATE OF p);
  PERFORM pg_notify('portal_rights', '');
  RETURN NULL;
END $$;

CREATE TRIGGER space_organisation_changed AFTER INSERT OR UPDATE OR DELETE ON "SpaceOrganisation"
  FOR EACH ROW EXECUTE FUNCTION public.space_organisation_changed();

-- Whoever leaves an organisation leaves the spaces they were in for it; an organisation that leaves the network
-- leaves them with all its people.
CREATE FUNCTION public.membership_ended_in_spaces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "SpaceMember" WHERE "personId" = OLD."personId" AND "organisationId" = OLD."organisationId";
  RETURN NULL;
END $$;

CREATE TRIGGER membership_ended_in_spaces AFTER DELETE ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION public.membership_ended_in_spaces();

CREATE FUNCTION public.admission_ended_in_spaces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "SpaceMember" WHERE "organisationId" = OLD."organisationId";
  DELETE FROM "SpaceOrganisation" WHERE "organisationId" = OLD."organisationId";
  RETURN NULL;
END $$;

CREATE TRIGGER admission_ended_in_spaces AFTER DELETE ON "Admission"
  FOR EACH ROW EXECUTE FUNCTION public.admission_ended_in_spaces();
