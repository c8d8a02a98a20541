-- The first rooms: the network, people and their sessions, themes, organisations, the audit record, the outbox.

-- CreateEnum
CREATE TYPE "Accent" AS ENUM ('indigo', 'ochre', 'leaf', 'plum', 'teal', 'brick');

-- CreateEnum
CREATE TYPE "OneRow" AS ENUM ('only');

-- CreateEnum
CREATE TYPE "NetworkRole" AS ENUM ('secretariat');

-- CreateEnum
CREATE TYPE "OutsideRelation" AS ENUM ('network', 'partner', 'institution', 'contact');

-- CreateEnum
CREATE TYPE "MemberClass" AS ENUM ('active', 'associate', 'observer');

-- CreateEnum
CREATE TYPE "MembershipRole" AS ENUM ('focal_point', 'member');

-- CreateTable
CREATE TABLE "Network" (
    "id" UUID NOT NULL,
    "row" "OneRow" NOT NULL DEFAULT 'only',
    "name" TEXT NOT NULL,
    "acronym" TEXT NOT NULL,
    "mission" JSONB NOT NULL DEFAULT '{}',
    "locales" TEXT[],
    "locale" TEXT NOT NULL,
    "accent" "Accent" NOT NULL DEFAULT 'indigo',
    "timeZone" TEXT NOT NULL DEFAULT 'Africa/Niamey',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetUpLink" (
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SetUpLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "action" TEXT NOT NULL,
    "objectType" TEXT,
    "objectId" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "function" TEXT,
    "role" "NetworkRole",
    "passwordHash" TEXT,
    "locale" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Theme" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '[]',
    "colour" "Accent" NOT NULL DEFAULT 'indigo',
    "icon" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "variants" TEXT[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Departement" (
    "id" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "variants" TEXT[],

    CONSTRAINT "Departement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationType" (
    "slug" TEXT NOT NULL,
    "label" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "OrganisationType_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "acronym" TEXT,
    "formerNames" TEXT[],
    "typeSlug" TEXT NOT NULL,
    "outside" "OutsideRelation",
    "mission" TEXT,
    "foundedYear" INTEGER,
    "website" TEXT,
    "places" TEXT,
    "nationwide" BOOLEAN NOT NULL DEFAULT false,
    "outsideNiger" BOOLEAN NOT NULL DEFAULT false,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "uncertain" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Admission" (
    "organisationId" UUID NOT NULL,
    "class" "MemberClass" NOT NULL,
    "admittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Admission_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "OrganisationRegion" (
    "organisationId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,

    CONSTRAINT "OrganisationRegion_pkey" PRIMARY KEY ("organisationId","regionCode")
);

-- CreateTable
CREATE TABLE "OrganisationTheme" (
    "organisationId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "OrganisationTheme_pkey" PRIMARY KEY ("organisationId","themeId")
);

-- CreateTable
CREATE TABLE "OrganisationSource" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "note" TEXT,
    "fields" TEXT[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "OrganisationSource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "role" "MembershipRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationIndex" (
    "organisationId" UUID NOT NULL,
    "names" TEXT NOT NULL,
    "vector" tsvector NOT NULL,

    CONSTRAINT "OrganisationIndex_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "SearchWord" (
    "word" TEXT COLLATE "C" NOT NULL,
    "sound" TEXT COLLATE "C" NOT NULL,
    "length" INTEGER NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE UNIQUE INDEX "Network_row_key" ON "Network"("row");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "OutboxEvent_createdAt_idx" ON "OutboxEvent"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Theme_slug_key" ON "Theme"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Departement_regionCode_name_key" ON "Departement"("regionCode", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_slug_key" ON "Organisation"("slug");

-- CreateIndex
CREATE INDEX "OrganisationRegion_regionCode_idx" ON "OrganisationRegion"("regionCode");

-- CreateIndex
CREATE INDEX "OrganisationTheme_themeId_idx" ON "OrganisationTheme"("themeId");

-- CreateIndex
CREATE INDEX "OrganisationSource_organisationId_idx" ON "OrganisationSource"("organisationId");

-- CreateIndex
CREATE INDEX "Membership_organisationId_idx" ON "Membership"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_personId_organisationId_key" ON "Membership"("personId", "organisationId");

-- CreateIndex
CREATE INDEX "OrganisationIndex_vector_idx" ON "OrganisationIndex" USING GIN ("vector");

-- CreateIndex
CREATE INDEX "OrganisationIndex_names_idx" ON "OrganisationIndex" USING GIN ("names" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchWord_word_trgm" ON "SearchWord" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchWord_sound_idx" ON "SearchWord"("sound");

-- CreateIndex
CREATE INDEX "SearchWord_length_idx" ON "SearchWord"("length");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Departement" ADD CONSTRAINT "Departement_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_typeSlug_fkey" FOREIGN KEY ("typeSlug") REFERENCES "OrganisationType"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Admission" ADD CONSTRAINT "Admission_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationRegion" ADD CONSTRAINT "OrganisationRegion_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationRegion" ADD CONSTRAINT "OrganisationRegion_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationTheme" ADD CONSTRAINT "OrganisationTheme_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationTheme" ADD CONSTRAINT "OrganisationTheme_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationSource" ADD CONSTRAINT "OrganisationSource_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationIndex" ADD CONSTRAINT "OrganisationIndex_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma cannot express: only what waits is looked for.
CREATE INDEX "OutboxEvent_waiting" ON "OutboxEvent" ("createdAt") WHERE "deliveredAt" IS NULL;
