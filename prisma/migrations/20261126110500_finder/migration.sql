-- CreateEnum
CREATE TYPE "SeenKind" AS ENUM ('thread', 'document', 'space', 'organisation');

-- CreateTable
CREATE TABLE "Seen" (
    "personId" UUID NOT NULL,
    "kind" "SeenKind" NOT NULL,
    "thingId" UUID NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Seen_pkey" PRIMARY KEY ("personId","kind","thingId")
);

-- CreateIndex
CREATE INDEX "Seen_personId_seenAt_idx" ON "Seen"("personId", "seenAt");

-- AddForeignKey
ALTER TABLE "Seen" ADD CONSTRAINT "Seen_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The words of titles, posts and texts, as the finder asks for them. Of a text only its beginning: a vector has a limit.
CREATE INDEX "Thread_words" ON "Thread" USING gin (public.french_vector("title"));
CREATE INDEX "Post_words" ON "Post" USING gin (public.french_vector("body"));
CREATE INDEX "Document_words" ON "Document" USING gin (public.french_vector("title" || ' ' || left("plainText", 100000)));
