-- A word instead of a message: one of each kind per person and post.
CREATE TYPE "ReactionKind" AS ENUM ('agree', 'discuss', 'thanks');

CREATE TABLE "Reaction" (
    "postId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "ReactionKind" NOT NULL,
    "organisationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Reaction_pkey" PRIMARY KEY ("postId","personId","kind")
);

CREATE INDEX "Reaction_personId_idx" ON "Reaction"("personId");

ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
