CREATE TYPE "DocumentStatus" AS ENUM ('draft', 'review', 'validated', 'archived');
CREATE TYPE "DocumentVersionKind" AS ENUM ('auto', 'named', 'restored', 'frozen');

ALTER TABLE "Document" ADD COLUMN "status" "DocumentStatus" NOT NULL DEFAULT 'draft';

CREATE TABLE "DocumentVersion" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "DocumentVersionKind" NOT NULL,
    "name" TEXT,
    "authorId" UUID,
    "organisationId" UUID,
    "open" BOOLEAN NOT NULL DEFAULT false,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "words" INTEGER NOT NULL,

    CONSTRAINT "DocumentVersion_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "DocumentVersion_documentId_seq_idx" ON "DocumentVersion"("documentId", "seq");
CREATE INDEX "DocumentVersion_authorId_idx" ON "DocumentVersion"("authorId");
-- The version that the next pause in writing replaces.
CREATE UNIQUE INDEX "DocumentVersion_open_key" ON "DocumentVersion"("documentId") WHERE "open";

CREATE TABLE "DocumentVersionWriter" (
    "versionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID,

    CONSTRAINT "DocumentVersionWriter_pkey" PRIMARY KEY ("versionId","personId")
);
CREATE INDEX "DocumentVersionWriter_personId_idx" ON "DocumentVersionWriter"("personId");

CREATE TABLE "DocumentEdition" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "schemaVersion" INTEGER NOT NULL,
    "canonical" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "frozenById" UUID NOT NULL,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentEdition_pkey" PRIMARY KEY ("id"),
    -- The hash cannot be that of another text.
    CONSTRAINT "DocumentEdition_sha256_check" CHECK ("sha256" = encode(sha256(convert_to("canonical", 'UTF8')), 'hex'))
);
CREATE UNIQUE INDEX "DocumentEdition_documentId_number_key" ON "DocumentEdition"("documentId", "number");
CREATE INDEX "DocumentEdition_frozenById_idx" ON "DocumentEdition"("frozenById");

CREATE TABLE "DocumentReading" (
    "documentId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "sinceVersionId" UUID,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentReading_pkey" PRIMARY KEY ("documentId","personId")
);
CREATE INDEX "DocumentReading_personId_idx" ON "DocumentReading"("personId");
CREATE INDEX "DocumentReading_versionId_idx" ON "DocumentReading"("versionId");
CREATE INDEX "DocumentReading_sinceVersionId_idx" ON "DocumentReading"("sinceVersionId");

ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DocumentVersionWriter" ADD CONSTRAINT "DocumentVersionWriter_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DocumentEdition" ADD CONSTRAINT "DocumentEdition_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DocumentReading" ADD CONSTRAINT "DocumentReading_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DocumentReading" ADD CONSTRAINT "DocumentReading_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DocumentReading" ADD CONSTRAINT "DocumentReading_sinceVersionId_fkey" FOREIGN KEY ("sinceVersionId") REFERENCES "DocumentVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What people sign never changes. It is deleted only with its document, after its time in the bin.
CREATE FUNCTION keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM "Document" d WHERE d."id" = OLD."documentId" AND d."state" = 'erased') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'A frozen text does not change.';
END $$;
CREATE TRIGGER "DocumentEdition_keep" BEFORE UPDATE OR DELETE ON "DocumentEdition"
  FOR EACH ROW EXECUTE FUNCTION keep_edition();

-- An update of a document that is neither a draft nor under review is refused in the statement that writes it; the
-- trigger holds for every other statement, too.
CREATE FUNCTION refuse_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "Document" d WHERE d."id" = NEW."documentId" AND d."status" NOT IN ('draft', 'review')) THEN
    RAISE EXCEPTION 'The document is frozen.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "DocumentUpdate_refuse_frozen" BEFORE INSERT ON "DocumentUpdate"
  FOR EACH ROW EXECUTE FUNCTION refuse_frozen_update();

-- Documents that were written before begin their history with what they are now.
INSERT INTO "DocumentVersion" ("id", "documentId", "seq", "kind", "startedAt", "createdAt", "content", "words")
SELECT gen_random_uuid(), d."id", d."derivedSeq", 'auto', d."changedAt", d."changedAt", d."content", v."words"
FROM "Document" d JOIN "DocumentView" v ON v."documentId" = d."id"
WHERE d."content" IS NOT NULL AND d."state" <> 'erased' AND d."plainText" <> '';
