-- Tasks and dates that were removed from a space can be restored: their rows wait here, as they were.
CREATE TABLE "RemovedItem" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    "removedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedById" UUID NOT NULL,

    CONSTRAINT "RemovedItem_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "RemovedItem_spaceId_idx" ON "RemovedItem"("spaceId");
CREATE INDEX "RemovedItem_removedAt_idx" ON "RemovedItem"("removedAt");

ALTER TABLE "RemovedItem" ADD CONSTRAINT "RemovedItem_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT jobs.create_queue('workspaces.delete-removed', '{"policy": "short"}');
