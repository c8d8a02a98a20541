CREATE TYPE "CommentThreadState" AS ENUM ('open', 'resolved');

CREATE TABLE "CommentThread" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "state" "CommentThreadState" NOT NULL DEFAULT 'open',
    "start" BYTEA NOT NULL,
    "end" BYTEA NOT NULL,
    "points" BYTEA[],
    "quotation" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "block" INTEGER,
    "fromOffset" INTEGER,
    "toOffset" INTEGER,
    "locatedSeq" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,

    CONSTRAINT "CommentThread_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "CommentThread_documentId_createdAt_idx" ON "CommentThread"("documentId", "createdAt");
CREATE INDEX "CommentThread_resolvedById_idx" ON "CommentThread"("resolvedById");

CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "organisationId" UUID,
    "body" TEXT NOT NULL,
    "parsed" JSONB NOT NULL,
    "state" "ContentState" NOT NULL DEFAULT 'visible',
    "idempotencyKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Comment_authorId_idempotencyKey_key" ON "Comment"("authorId", "idempotencyKey");
CREATE INDEX "Comment_threadId_createdAt_idx" ON "Comment"("threadId", "createdAt");

ALTER TABLE "CommentThread" ADD CONSTRAINT "CommentThread_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "CommentThread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
