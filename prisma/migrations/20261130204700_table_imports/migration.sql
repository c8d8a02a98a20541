-- Imports of tables: any sheet and header, words that are mapped once, undoing, and duplicates that are none.

ALTER TYPE "ProfileAct" ADD VALUE 'undone';

ALTER TABLE "DirectoryImport"
  ADD COLUMN "file" BYTEA,
  ADD COLUMN "sheetNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "sheet" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "columns" INTEGER[],
  ADD COLUMN "headerRow" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "undoneAt" TIMESTAMPTZ(3);

-- Files that are being looked at go on: their header becomes the first row. What was chosen was kept by other numbers.
UPDATE "DirectoryImport" i SET
  "columns" = ARRAY(SELECT generate_series(0, cardinality(i."header") - 1)),
  "headerRow" = 1,
  "choices" = '{}',
  "lines" = (
    SELECT jsonb_agg(jsonb_build_object('number', r.n, 'cells', r.cells) ORDER BY r.n)
    FROM (
      SELECT 1 AS n, to_jsonb(i."header") AS cells
      UNION ALL
      SELECT e.n + 1, e.cells FROM jsonb_array_elements(i."lines") WITH ORDINALITY AS e(cells, n)
    ) r
  )
WHERE i."writtenAt" IS NULL;

ALTER TABLE "DirectoryImport" DROP COLUMN "header";

CREATE TABLE "DirectoryImportRow" (
  "importId" UUID NOT NULL,
  "organisationId" UUID NOT NULL,
  "created" BOOLEAN NOT NULL,
  "version" INTEGER NOT NULL,
  "parentId" UUID,
  CONSTRAINT "DirectoryImportRow_pkey" PRIMARY KEY ("importId", "organisationId"),
  CONSTRAINT "DirectoryImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "DirectoryImport" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "ImportMapping" (
  "importer" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "word" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ImportMapping_pkey" PRIMARY KEY ("importer", "field", "word")
);

CREATE TABLE "DismissedDuplicate" (
  "oneId" UUID NOT NULL,
  "otherId" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "DismissedDuplicate_pkey" PRIMARY KEY ("oneId", "otherId"),
  CONSTRAINT "DismissedDuplicate_oneId_fkey" FOREIGN KEY ("oneId") REFERENCES "Organisation" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "DismissedDuplicate_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Organisation" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "DismissedDuplicate_otherId_idx" ON "DismissedDuplicate" ("otherId");
