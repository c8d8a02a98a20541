-- A post keeps the number of the change that wrote it: its place in the thread. Its `change` moves on with every
-- edit, its moment is the clock's and two may be equal, its id may commit after a later one; this never moves.
ALTER TABLE "Post" ADD COLUMN "number" INTEGER;
UPDATE "Post" SET "number" = "change";
ALTER TABLE "Post" ALTER COLUMN "number" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "Post_threadId_number_key" ON "Post"("threadId", "number");

-- A network that was created before there were spaces gets its own now.
INSERT INTO "Space" ("id", "kind", "slug", "name", "createdAt")
  SELECT gen_random_uuid(), 'network', 'reseau', 'Espace du réseau', now() FROM "Network"
  ON CONFLICT ("slug") DO NOTHING;
