-- The reading view of a document, kept as of an update of its log: a page does not render it. A document that has none
-- yet gets one when it is next read.
CREATE TABLE "DocumentView" (
    "documentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "html" TEXT NOT NULL,
    "outline" JSONB NOT NULL,
    "words" INTEGER NOT NULL,

    CONSTRAINT "DocumentView_pkey" PRIMARY KEY ("documentId")
);

ALTER TABLE "DocumentView" ADD CONSTRAINT "DocumentView_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Up to which update deriving has failed: it is not tried again before there is another.
ALTER TABLE "Document" ADD COLUMN "derivationFailedSeq" INTEGER NOT NULL DEFAULT 0;
