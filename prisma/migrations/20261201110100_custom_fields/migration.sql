-- Fields that the secretariat adds to the directory, their values, messages to the secretariat, and whether mails of
-- invitation name the network.
CREATE TYPE "FieldOwner" AS ENUM ('organisation', 'person');
CREATE TYPE "FieldKind" AS ENUM ('text', 'choice', 'number', 'date', 'boolean');
CREATE TYPE "FieldLevel" AS ENUM ('public', 'network', 'organisation', 'secretariat');

ALTER TABLE "Network" ADD COLUMN     "neutralInvitations" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "CustomField" (
    "id" UUID NOT NULL,
    "owner" "FieldOwner" NOT NULL,
    "kind" "FieldKind" NOT NULL,
    "code" TEXT NOT NULL,
    "label" JSONB NOT NULL,
    "hint" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '[]',
    "min" DOUBLE PRECISION,
    "max" DOUBLE PRECISION,
    "level" "FieldLevel" NOT NULL,
    "facet" BOOLEAN NOT NULL DEFAULT false,
    "column" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "CustomField_code_check" CHECK ("code" ~ '^[A-Z0-9]$'),
    CONSTRAINT "CustomField_level_check" CHECK ("owner" = 'organisation' OR "level" <> 'public')
);

CREATE TABLE "OrganisationFieldValue" (
    "organisationId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "OrganisationFieldValue_pkey" PRIMARY KEY ("organisationId","fieldId"),
    CONSTRAINT "OrganisationFieldValue_value_check" CHECK (length("value") BETWEEN 1 AND 1000)
);

CREATE TABLE "PersonFieldValue" (
    "personId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "rank" SMALLINT NOT NULL,

    CONSTRAINT "PersonFieldValue_pkey" PRIMARY KEY ("personId","fieldId"),
    CONSTRAINT "PersonFieldValue_value_check" CHECK (length("value") BETWEEN 1 AND 1000),
    CONSTRAINT "PersonFieldValue_rank_check" CHECK ("rank" BETWEEN 1 AND 3)
);

CREATE TABLE "ContactMessage" (
    "id" UUID NOT NULL,
    "personId" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    "handledById" UUID,

    CONSTRAINT "ContactMessage_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ContactMessage_body_check" CHECK (length("body") <= 4000)
);

CREATE UNIQUE INDEX "CustomField_owner_code_key" ON "CustomField"("owner", "code");
CREATE INDEX "OrganisationFieldValue_fieldId_idx" ON "OrganisationFieldValue"("fieldId");
CREATE INDEX "PersonFieldValue_fieldId_idx" ON "PersonFieldValue"("fieldId");
CREATE UNIQUE INDEX "ContactMessage_idempotencyKey_key" ON "ContactMessage"("idempotencyKey");
CREATE INDEX "ContactMessage_personId_idx" ON "ContactMessage"("personId");
CREATE INDEX "ContactMessage_handledAt_createdAt_idx" ON "ContactMessage"("handledAt", "createdAt");

ALTER TABLE "OrganisationFieldValue" ADD CONSTRAINT "OrganisationFieldValue_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "OrganisationFieldValue" ADD CONSTRAINT "OrganisationFieldValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "PersonFieldValue" ADD CONSTRAINT "PersonFieldValue_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PersonFieldValue" ADD CONSTRAINT "PersonFieldValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ContactMessage" ADD CONSTRAINT "ContactMessage_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
