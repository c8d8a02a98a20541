-- Names as the glossary has them. A request for access to the network is an access request; a request to enter a space
-- is a join request, and an invitation into a space is a row of its own kind. No row is lost: the answer to an
-- invitation was always given by the person invited, so "decidedById" says nothing that "personId" does not.
ALTER TABLE "JoinRequest" RENAME TO "AccessRequest";
ALTER TABLE "AccessRequest" RENAME CONSTRAINT "JoinRequest_pkey" TO "AccessRequest_pkey";
ALTER INDEX "JoinRequest_decidedAt_createdAt_idx" RENAME TO "AccessRequest_decidedAt_createdAt_idx";

ALTER TABLE "SpaceAsk" RENAME TO "JoinRequest";
ALTER TABLE "JoinRequest" RENAME CONSTRAINT "SpaceAsk_pkey" TO "JoinRequest_pkey";
ALTER TABLE "JoinRequest" RENAME CONSTRAINT "SpaceAsk_spaceId_fkey" TO "JoinRequest_spaceId_fkey";
ALTER TABLE "JoinRequest" RENAME CONSTRAINT "SpaceAsk_personId_fkey" TO "JoinRequest_personId_fkey";
ALTER INDEX "SpaceAsk_personId_idx" RENAME TO "JoinRequest_personId_idx";

CREATE TABLE "SpaceInvitation" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "SpaceRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "accepted" BOOLEAN,

    CONSTRAINT "SpaceInvitation_pkey" PRIMARY KEY ("id")
);

INSERT INTO "SpaceInvitation" ("id", "spaceId", "personId", "role", "createdAt", "createdById", "decidedAt", "accepted")
SELECT "id", "spaceId", "personId", "role", "createdAt", "createdById", "decidedAt", "accepted"
FROM "JoinRequest" WHERE "kind" = 'invitation';
DELETE FROM "JoinRequest" WHERE "kind" = 'invitation';

DROP INDEX "SpaceAsk_spaceId_personId_kind_key";
ALTER TABLE "JoinRequest" DROP COLUMN "kind";
DROP TYPE "SpaceAskKind";
CREATE UNIQUE INDEX "JoinRequest_spaceId_personId_key" ON "JoinRequest"("spaceId", "personId");
CREATE UNIQUE INDEX "SpaceInvitation_spaceId_personId_key" ON "SpaceInvitation"("spaceId", "personId");
CREATE INDEX "SpaceInvitation_personId_idx" ON "SpaceInvitation"("personId");

ALTER TABLE "SpaceInvitation" ADD CONSTRAINT "SpaceInvitation_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SpaceInvitation" ADD CONSTRAINT "SpaceInvitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Restoration" RENAME COLUMN "askedById" TO "requestedById";
