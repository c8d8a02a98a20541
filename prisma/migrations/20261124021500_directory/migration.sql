-- The directory: whole profiles with a visibility for each field, their history, corrections, contacts; what each
-- person shows; an index for each set of viewers; saved searches; imports.

-- CreateEnum
CREATE TYPE "ProfileAct" AS ENUM ('created', 'edited', 'confirmed', 'imported', 'merged', 'accepted');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('open', 'accepted', 'declined');

-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "antennes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "contactEmail" TEXT,
ADD COLUMN     "contactPhone" TEXT,
ADD COLUMN     "donors" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "groups" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "openToPublic" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parentId" UUID,
ADD COLUMN     "projects" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "seat" TEXT,
ADD COLUMN     "social" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "visibility" JSONB NOT NULL DEFAULT '{}';

-- What search reads is made anew by the portal from the profiles (see the end of this file).
DELETE FROM "OrganisationIndex";

-- AlterTable
ALTER TABLE "OrganisationIndex" DROP CONSTRAINT "OrganisationIndex_pkey",
ADD COLUMN     "card" JSONB NOT NULL,
ADD COLUMN     "exact" TEXT[],
ADD COLUMN     "facets" TEXT[],
ADD COLUMN     "fromRank" SMALLINT NOT NULL,
ADD COLUMN     "relation" TEXT NOT NULL,
ADD COLUMN     "sortName" TEXT NOT NULL,
ADD COLUMN     "toRank" SMALLINT NOT NULL,
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "founded" SMALLINT,
ADD COLUMN     "said" TEXT NOT NULL,
ADD CONSTRAINT "OrganisationIndex_pkey" PRIMARY KEY ("organisationId", "fromRank");

-- AlterTable
ALTER TABLE "SearchWord" ADD COLUMN     "rank" SMALLINT NOT NULL DEFAULT 1;


-- CreateTable
CREATE TABLE "OrganisationDepartement" (
    "organisationId" UUID NOT NULL,
    "departementId" UUID NOT NULL,

    CONSTRAINT "OrganisationDepartement_pkey" PRIMARY KEY ("organisationId","departementId")
);

-- CreateTable
CREATE TABLE "OrganisationContact" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "function" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "OrganisationContact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProfileChange" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "act" "ProfileAct" NOT NULL,
    "personId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fields" JSONB NOT NULL,

    CONSTRAINT "ProfileChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProfileProposal" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "fields" JSONB NOT NULL,
    "note" TEXT,
    "state" "ProposalState" NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "ProfileProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MergedOrganisation" (
    "id" UUID NOT NULL,
    "intoId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mergedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MergedOrganisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DirectorySettings" (
    "row" "OneRow" NOT NULL DEFAULT 'only',
    "publicSince" TIMESTAMPTZ(3),

    CONSTRAINT "DirectorySettings_pkey" PRIMARY KEY ("row")
);

-- CreateTable
CREATE TABLE "PersonCard" (
    "personId" UUID NOT NULL,
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reach" TEXT,
    "phone" TEXT,
    "nameRank" SMALLINT NOT NULL DEFAULT 2,
    "functionRank" SMALLINT NOT NULL DEFAULT 2,
    "topicsRank" SMALLINT NOT NULL DEFAULT 2,
    "reachRank" SMALLINT NOT NULL DEFAULT 2,
    "emailRank" SMALLINT NOT NULL DEFAULT 3,
    "phoneRank" SMALLINT NOT NULL DEFAULT 3,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PersonCard_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "PersonTheme" (
    "personId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "PersonTheme_pkey" PRIMARY KEY ("personId","themeId")
);

-- CreateTable
CREATE TABLE "PersonIndex" (
    "personId" UUID NOT NULL,
    "sortName" TEXT NOT NULL,
    "nameVector" tsvector NOT NULL,
    "functionVector" tsvector NOT NULL,

    CONSTRAINT "PersonIndex_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DirectoryImport" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "header" TEXT[],
    "lines" JSONB NOT NULL,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "choices" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "writtenAt" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "DirectoryImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OrganisationDepartement_departementId_idx" ON "OrganisationDepartement"("departementId");

-- CreateIndex
CREATE INDEX "OrganisationContact_organisationId_idx" ON "OrganisationContact"("organisationId");

-- CreateIndex
CREATE INDEX "ProfileChange_organisationId_at_idx" ON "ProfileChange"("organisationId", "at");

-- CreateIndex
CREATE INDEX "ProfileProposal_organisationId_state_idx" ON "ProfileProposal"("organisationId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ProfileProposal_authorId_idempotencyKey_key" ON "ProfileProposal"("authorId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "MergedOrganisation_intoId_idx" ON "MergedOrganisation"("intoId");

-- CreateIndex
CREATE INDEX "PersonTheme_themeId_idx" ON "PersonTheme"("themeId");

-- CreateIndex
CREATE INDEX "PersonIndex_nameVector_idx" ON "PersonIndex" USING GIN ("nameVector");

-- CreateIndex
CREATE INDEX "PersonIndex_functionVector_idx" ON "PersonIndex" USING GIN ("functionVector");

-- CreateIndex
CREATE INDEX "PersonIndex_sortName_personId_idx" ON "PersonIndex"("sortName", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "SavedSearch_personId_idempotencyKey_key" ON "SavedSearch"("personId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "DirectoryImport_createdAt_idx" ON "DirectoryImport"("createdAt");

-- CreateIndex
CREATE INDEX "Organisation_parentId_idx" ON "Organisation"("parentId");

-- CreateIndex
CREATE INDEX "OrganisationIndex_facets_idx" ON "OrganisationIndex" USING GIN ("facets");

-- CreateIndex
CREATE INDEX "OrganisationIndex_exact_idx" ON "OrganisationIndex" USING GIN ("exact");

-- CreateIndex
CREATE INDEX "OrganisationIndex_sortName_organisationId_idx" ON "OrganisationIndex"("sortName", "organisationId");

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationDepartement" ADD CONSTRAINT "OrganisationDepartement_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationDepartement" ADD CONSTRAINT "OrganisationDepartement_departementId_fkey" FOREIGN KEY ("departementId") REFERENCES "Departement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationContact" ADD CONSTRAINT "OrganisationContact_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProfileChange" ADD CONSTRAINT "ProfileChange_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProfileProposal" ADD CONSTRAINT "ProfileProposal_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MergedOrganisation" ADD CONSTRAINT "MergedOrganisation_intoId_fkey" FOREIGN KEY ("intoId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonCard" ADD CONSTRAINT "PersonCard_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonTheme" ADD CONSTRAINT "PersonTheme_personId_fkey" FOREIGN KEY ("personId") REFERENCES "PersonCard"("personId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonTheme" ADD CONSTRAINT "PersonTheme_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonIndex" ADD CONSTRAINT "PersonIndex_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How an organisation stands to the network: from its membership, else from what the secretariat noted.
CREATE FUNCTION public.relation_of(organisation uuid) RETURNS text
  LANGUAGE sql STABLE STRICT
  BEGIN ATOMIC
    SELECT COALESCE(a."class"::text, o."outside"::text, 'contact')
    FROM public."Organisation" o LEFT JOIN public."Admission" a ON a."organisationId" = o."id"
    WHERE o."id" = organisation;
  END;

-- The index follows the membership, whichever verb changes it.
CREATE FUNCTION public.index_relation() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
  DECLARE
    changed uuid;
  BEGIN
    IF TG_TABLE_NAME = 'Organisation' THEN
      changed := NEW."id";
    ELSIF TG_OP = 'DELETE' THEN
      changed := OLD."organisationId";
    ELSE
      changed := NEW."organisationId";
    END IF;
    UPDATE "OrganisationIndex" SET "relation" = relation_of(changed)
    WHERE "organisationId" = changed AND relation_of(changed) IS NOT NULL;
    RETURN NULL;
  END;
  $$;

CREATE TRIGGER index_relation AFTER INSERT OR UPDATE OR DELETE ON "Admission"
  FOR EACH ROW EXECUTE FUNCTION index_relation();
CREATE TRIGGER index_relation AFTER UPDATE OF "outside" ON "Organisation"
  FOR EACH ROW EXECUTE FUNCTION index_relation();

-- A person is found by their name and function as they are now, whichever verb changes them.
CREATE FUNCTION public.index_person() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
  BEGIN
    INSERT INTO "PersonIndex" ("personId", "sortName", "nameVector", "functionVector")
    VALUES (NEW."id", normalise(NEW."name"), french_vector(NEW."name"), french_vector(NEW."function"))
    ON CONFLICT ("personId") DO UPDATE SET "sortName" = EXCLUDED."sortName",
      "nameVector" = EXCLUDED."nameVector", "functionVector" = EXCLUDED."functionVector";
    RETURN NULL;
  END;
  $$;

CREATE TRIGGER index_person AFTER INSERT OR UPDATE OF "name", "function" ON "Person"
  FOR EACH ROW EXECUTE FUNCTION index_person();

INSERT INTO "PersonIndex" ("personId", "sortName", "nameVector", "functionVector")
SELECT "id", normalise("name"), french_vector("name"), french_vector("function") FROM "Person";

-- What was there before is indexed by the portal as soon as it runs: it alone knows who sees which field.
INSERT INTO "OutboxEvent" ("id", "type", "payload", "createdAt")
SELECT gen_random_uuid(), 'directory.index-stale', '{}', now()
WHERE EXISTS (SELECT FROM "Organisation");
