-- Roles in the network, organisations on their way in and out of it, mandates, invitations.

-- CreateEnum
CREATE TYPE "AdmissionStep" AS ENUM ('candidate', 'declined', 'admitted', 'class_changed', 'frozen', 'restored', 'left');

-- CreateEnum
CREATE TYPE "AdministrativeStatus" AS ENUM ('authorised', 'suspended', 'unknown');

-- The secretariat is its administrators, whom the accounts of before become, and its moderators.
ALTER TYPE "NetworkRole" RENAME VALUE 'secretariat' TO 'administrator';
ALTER TYPE "NetworkRole" ADD VALUE 'moderator';
ALTER TYPE "NetworkRole" ADD VALUE 'auditor';

-- AlterTable
ALTER TABLE "Admission" ADD COLUMN     "frozenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Network" ADD COLUMN     "joinByRequest" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Candidacy" (
    "organisationId" UUID NOT NULL,
    "class" "MemberClass" NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Candidacy_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "AdmissionChange" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "step" "AdmissionStep" NOT NULL,
    "class" "MemberClass",
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID,

    CONSTRAINT "AdmissionChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdministrativeSituation" (
    "organisationId" UUID NOT NULL,
    "status" "AdministrativeStatus" NOT NULL,
    "since" DATE,
    "source" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" UUID,

    CONSTRAINT "AdministrativeSituation_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "Mandate" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "givenById" UUID NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" UUID,
    "revokedBecause" TEXT,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Mandate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MandateAlternate" (
    "mandateId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "MandateAlternate_pkey" PRIMARY KEY ("mandateId","personId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "codeHash" TEXT,
    "email" TEXT,
    "name" TEXT,
    "organisationId" UUID,
    "role" "MembershipRole",
    "networkRole" "NetworkRole",
    "spaceId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedById" UUID,
    "revokedAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JoinRequest" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "accepted" BOOLEAN,

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Candidacy_openedAt_idx" ON "Candidacy"("openedAt");

-- CreateIndex
CREATE INDEX "AdmissionChange_organisationId_at_idx" ON "AdmissionChange"("organisationId", "at");

-- CreateIndex
CREATE INDEX "Mandate_organisationId_idx" ON "Mandate"("organisationId");

-- CreateIndex
CREATE INDEX "Mandate_personId_idx" ON "Mandate"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Mandate_givenById_idempotencyKey_key" ON "Mandate"("givenById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "MandateAlternate_personId_idx" ON "MandateAlternate"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_codeHash_key" ON "Invitation"("codeHash");

-- CreateIndex
CREATE INDEX "Invitation_organisationId_createdAt_idx" ON "Invitation"("organisationId", "createdAt");

-- CreateIndex
CREATE INDEX "Invitation_createdAt_idx" ON "Invitation"("createdAt");

-- CreateIndex
CREATE INDEX "Invitation_email_idx" ON "Invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_createdById_idempotencyKey_key" ON "Invitation"("createdById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "JoinRequest_decidedAt_createdAt_idx" ON "JoinRequest"("decidedAt", "createdAt");

-- AddForeignKey
ALTER TABLE "Candidacy" ADD CONSTRAINT "Candidacy_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdmissionChange" ADD CONSTRAINT "AdmissionChange_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdministrativeSituation" ADD CONSTRAINT "AdministrativeSituation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mandate" ADD CONSTRAINT "Mandate_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mandate" ADD CONSTRAINT "Mandate_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MandateAlternate" ADD CONSTRAINT "MandateAlternate_mandateId_fkey" FOREIGN KEY ("mandateId") REFERENCES "Mandate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MandateAlternate" ADD CONSTRAINT "MandateAlternate_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Lists of people and organisations: by name as people look for it, whatever its accents, from any place on.
CREATE INDEX "Person_by_name" ON "Person" (public.normalise("name"), "id");
CREATE INDEX "Person_words" ON "Person" USING GIN (public.normalise("name" || ' ' || "email") gin_trgm_ops);
CREATE INDEX "Organisation_by_name" ON "Organisation" (public.normalise("name"), "id");

-- A mandate given or ended changes what its holder and their alternates may do, like a role does.
CREATE FUNCTION public.mandate_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mandate uuid := COALESCE(NEW."id", OLD."id");
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1 WHERE "id" = COALESCE(NEW."personId", OLD."personId")
    OR "id" IN (SELECT "personId" FROM "MandateAlternate" WHERE "mandateId" = mandate);
  PERFORM pg_notify('portal_rights', '');
  RETURN NULL;
END $$;

CREATE TRIGGER mandate_changed AFTER INSERT OR UPDATE OR DELETE ON "Mandate"
  FOR EACH ROW EXECUTE FUNCTION public.mandate_changed();
CREATE TRIGGER rights_changed AFTER INSERT OR UPDATE OR DELETE ON "MandateAlternate"
  FOR EACH ROW EXECUTE FUNCTION public.rights_changed();

-- Nobody signs for an organisation they have left, however they left it; coming back does not revive a mandate.
CREATE FUNCTION public.membership_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Mandate" SET "revokedAt" = now()
    WHERE "personId" = OLD."personId" AND "organisationId" = OLD."organisationId" AND "revokedAt" IS NULL;
  DELETE FROM "MandateAlternate" a USING "Mandate" m
    WHERE m."id" = a."mandateId" AND a."personId" = OLD."personId" AND m."organisationId" = OLD."organisationId";
  RETURN NULL;
END $$;

CREATE TRIGGER membership_ended AFTER DELETE ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION public.membership_ended();

-- Whoever leaves the network takes its mandates along; being frozen only suspends them.
CREATE FUNCTION public.admission_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Mandate" SET "revokedAt" = now()
    WHERE "organisationId" = OLD."organisationId" AND "revokedAt" IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER admission_ended AFTER DELETE ON "Admission"
  FOR EACH ROW EXECUTE FUNCTION public.admission_ended();
