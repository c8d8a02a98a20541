-- Files of spaces: their versions, uploads in progress, and the stored bytes that versions reference.
CREATE TYPE "BlobProblem" AS ENUM ('missing', 'altered');
CREATE TYPE "FileKind" AS ENUM ('document', 'sheet', 'slides', 'image', 'audio', 'video', 'archive', 'other');
CREATE TYPE "UploadState" AS ENUM ('receiving', 'received', 'done', 'refused');

CREATE TABLE "StoredBlob" (
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "usedAt" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3),
    "problem" "BlobProblem",

    CONSTRAINT "StoredBlob_pkey" PRIMARY KEY ("sha256")
);

CREATE TABLE "FileFolder" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "parentId" UUID,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "FileFolder_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "File" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "folderId" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT,
    "year" SMALLINT,
    "kind" "FileKind" NOT NULL,
    "state" "ContentState" NOT NULL DEFAULT 'visible',
    "trashedAt" TIMESTAMPTZ(3),
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastVersion" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "FileVersion" (
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "cleaned" BOOLEAN NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "pages" INTEGER,
    "originalSha256" TEXT,
    "originalSize" INTEGER NOT NULL DEFAULT 0,
    "previewSha256" TEXT,
    "previewSize" INTEGER NOT NULL DEFAULT 0,
    "previewWidth" INTEGER,
    "previewHeight" INTEGER,
    "thumbSha256" TEXT,
    "thumbSize" INTEGER NOT NULL DEFAULT 0,
    "lightSha256" TEXT,
    "lightSize" INTEGER NOT NULL DEFAULT 0,
    "lightType" TEXT,
    "plainText" TEXT NOT NULL DEFAULT '',
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FileVersion_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "folderId" UUID,
    "fileId" UUID,
    "organisationId" UUID,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "keepOriginal" BOOLEAN NOT NULL DEFAULT false,
    "attachTo" TEXT,
    "state" "UploadState" NOT NULL DEFAULT 'receiving',
    "reason" TEXT,
    "claimedAt" TIMESTAMPTZ(3),
    "resultId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "StoredBlob_checkedAt_idx" ON "StoredBlob"("checkedAt");
CREATE INDEX "StoredBlob_usedAt_idx" ON "StoredBlob"("usedAt");
CREATE UNIQUE INDEX "FileFolder_createdById_idempotencyKey_key" ON "FileFolder"("createdById", "idempotencyKey");
CREATE INDEX "FileFolder_spaceId_parentId_idx" ON "FileFolder"("spaceId", "parentId");
CREATE INDEX "FileFolder_parentId_idx" ON "FileFolder"("parentId");
CREATE INDEX "File_spaceId_changedAt_idx" ON "File"("spaceId", "changedAt");
CREATE INDEX "File_folderId_idx" ON "File"("folderId");
CREATE INDEX "File_authorId_idx" ON "File"("authorId");
CREATE INDEX "File_organisationId_idx" ON "File"("organisationId");
CREATE INDEX "File_trashedAt_idx" ON "File"("trashedAt");
CREATE UNIQUE INDEX "FileVersion_fileId_number_key" ON "FileVersion"("fileId", "number");
CREATE INDEX "FileVersion_sha256_idx" ON "FileVersion"("sha256");
CREATE INDEX "FileVersion_originalSha256_idx" ON "FileVersion"("originalSha256");
CREATE INDEX "FileVersion_previewSha256_idx" ON "FileVersion"("previewSha256");
CREATE INDEX "FileVersion_thumbSha256_idx" ON "FileVersion"("thumbSha256");
CREATE INDEX "FileVersion_lightSha256_idx" ON "FileVersion"("lightSha256");
CREATE INDEX "FileVersion_authorId_idx" ON "FileVersion"("authorId");
CREATE INDEX "FileVersion_organisationId_idx" ON "FileVersion"("organisationId");
CREATE UNIQUE INDEX "Upload_personId_idempotencyKey_key" ON "Upload"("personId", "idempotencyKey");
CREATE INDEX "Upload_spaceId_idx" ON "Upload"("spaceId");
CREATE INDEX "Upload_folderId_idx" ON "Upload"("folderId");
CREATE INDEX "Upload_fileId_idx" ON "Upload"("fileId");
CREATE INDEX "Upload_organisationId_idx" ON "Upload"("organisationId");
CREATE INDEX "Upload_state_changedAt_idx" ON "Upload"("state", "changedAt");

ALTER TABLE "FileFolder" ADD CONSTRAINT "FileFolder_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "FileFolder" ADD CONSTRAINT "FileFolder_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "FileFolder"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "File" ADD CONSTRAINT "File_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "File" ADD CONSTRAINT "File_folderId_fkey" FOREIGN KEY ("folderId") REFERENCES "FileFolder"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "File" ADD CONSTRAINT "File_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "File" ADD CONSTRAINT "File_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "StoredBlob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_originalSha256_fkey" FOREIGN KEY ("originalSha256") REFERENCES "StoredBlob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_previewSha256_fkey" FOREIGN KEY ("previewSha256") REFERENCES "StoredBlob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_thumbSha256_fkey" FOREIGN KEY ("thumbSha256") REFERENCES "StoredBlob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_lightSha256_fkey" FOREIGN KEY ("lightSha256") REFERENCES "StoredBlob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileVersion" ADD CONSTRAINT "FileVersion_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_folderId_fkey" FOREIGN KEY ("folderId") REFERENCES "FileFolder"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "Attachment" (
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "postId" UUID,
    "taskId" UUID,
    "dateId" UUID,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Attachment_one_thing" CHECK (num_nonnulls("postId", "taskId", "dateId", "organisationId") = 1)
);

CREATE TABLE "Picture" (
    "id" UUID NOT NULL,
    "organisationId" UUID,
    "personId" UUID,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Picture_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Picture_one_owner" CHECK (num_nonnulls("organisationId", "personId") = 1)
);

ALTER TABLE "Organisation" ADD COLUMN "picture" UUID;
ALTER TABLE "Person" ADD COLUMN "picture" UUID;

CREATE UNIQUE INDEX "Attachment_postId_fileId_key" ON "Attachment"("postId", "fileId");
CREATE UNIQUE INDEX "Attachment_taskId_fileId_key" ON "Attachment"("taskId", "fileId");
CREATE UNIQUE INDEX "Attachment_dateId_fileId_key" ON "Attachment"("dateId", "fileId");
CREATE UNIQUE INDEX "Attachment_organisationId_fileId_key" ON "Attachment"("organisationId", "fileId");
CREATE INDEX "Attachment_fileId_idx" ON "Attachment"("fileId");
CREATE UNIQUE INDEX "Picture_organisationId_key" ON "Picture"("organisationId");
CREATE UNIQUE INDEX "Picture_personId_key" ON "Picture"("personId");
CREATE INDEX "Picture_sha256_idx" ON "Picture"("sha256");

ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Picture" ADD CONSTRAINT "Picture_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Picture" ADD CONSTRAINT "Picture_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Picture" ADD CONSTRAINT "Picture_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "StoredBlob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A removed task or date moves to "RemovedItem" and back; its attachments go when it is erased.
CREATE FUNCTION delete_attachments_of_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "Attachment" a WHERE a."taskId" = OLD."id" AND NOT EXISTS (SELECT FROM "SpaceTask" t WHERE t."id" = OLD."id");
  DELETE FROM "Attachment" a WHERE a."dateId" = OLD."id" AND NOT EXISTS (SELECT FROM "SpaceDate" d WHERE d."id" = OLD."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "RemovedItem_delete_attachments" AFTER DELETE ON "RemovedItem"
  FOR EACH ROW EXECUTE FUNCTION delete_attachments_of_removed();

-- Lists show pictures by one column of the row they read anyway.
CREATE FUNCTION note_picture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE "Organisation" SET "picture" = NULL WHERE "id" = OLD."organisationId" AND "picture" = OLD."id";
    UPDATE "Person" SET "picture" = NULL WHERE "id" = OLD."personId" AND "picture" = OLD."id";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE "Organisation" SET "picture" = NEW."id" WHERE "id" = NEW."organisationId";
    UPDATE "Person" SET "picture" = NEW."id" WHERE "id" = NEW."personId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Picture_note" AFTER INSERT OR UPDATE OR DELETE ON "Picture"
  FOR EACH ROW EXECUTE FUNCTION note_picture();

CREATE TYPE "LibraryAccess" AS ENUM ('network', 'public');

CREATE TABLE "LibraryCollection" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "LibraryCollection_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "LibraryEntry" (
    "fileId" UUID NOT NULL,
    "access" "LibraryAccess" NOT NULL,
    "themeId" UUID,
    "collectionId" UUID,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedById" UUID NOT NULL,
    "vector" tsvector NOT NULL DEFAULT ''::tsvector,

    CONSTRAINT "LibraryEntry_pkey" PRIMARY KEY ("fileId")
);

-- Collation "C", as in "SpaceWord": equality and prefixes by bytes, which the lookup relies on.
CREATE TABLE "LibraryWord" (
    "word" TEXT COLLATE "C" NOT NULL,
    "fileId" UUID NOT NULL,
    "sound" TEXT COLLATE "C" NOT NULL,
    "length" INTEGER NOT NULL,

    CONSTRAINT "LibraryWord_pkey" PRIMARY KEY ("word","fileId")
);

CREATE UNIQUE INDEX "LibraryCollection_createdById_idempotencyKey_key" ON "LibraryCollection"("createdById", "idempotencyKey");
CREATE INDEX "LibraryEntry_vector_idx" ON "LibraryEntry" USING GIN ("vector");
CREATE INDEX "LibraryEntry_themeId_idx" ON "LibraryEntry"("themeId");
CREATE INDEX "LibraryEntry_collectionId_position_idx" ON "LibraryEntry"("collectionId", "position");
CREATE INDEX "LibraryEntry_addedAt_fileId_idx" ON "LibraryEntry"("addedAt", "fileId");
CREATE INDEX "LibraryWord_word_trgm" ON "LibraryWord" USING GIN ("word" gin_trgm_ops);
CREATE INDEX "LibraryWord_sound_idx" ON "LibraryWord"("sound");
CREATE INDEX "LibraryWord_fileId_idx" ON "LibraryWord"("fileId");

ALTER TABLE "LibraryEntry" ADD CONSTRAINT "LibraryEntry_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "LibraryEntry" ADD CONSTRAINT "LibraryEntry_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "LibraryEntry" ADD CONSTRAINT "LibraryEntry_collectionId_fkey" FOREIGN KEY ("collectionId") REFERENCES "LibraryCollection"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "LibraryWord" ADD CONSTRAINT "LibraryWord_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "LibraryEntry"("fileId") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER "File_note_trashed" BEFORE INSERT OR UPDATE OF "state" ON "File"
  FOR EACH ROW EXECUTE FUNCTION note_trashed();

SELECT jobs.create_queue('files.finish-uploads', '{"policy": "short"}');
SELECT jobs.create_queue('files.delete-stale-uploads', '{"policy": "short"}');
SELECT jobs.create_queue('files.empty-bin', '{"policy": "short"}');
SELECT jobs.create_queue('files.delete-unused', '{"policy": "short"}');
SELECT jobs.create_queue('files.verify', '{"policy": "short"}');
