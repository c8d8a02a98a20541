-- The audit record gets its chain, truncated addresses of their own, and indexes for the journal's filters.

-- DropIndex
DROP INDEX "AuditEntry_at_idx";

-- CreateTable
CREATE TABLE "AuditSeal" (
    "position" INTEGER NOT NULL,
    "entryId" UUID NOT NULL,
    "entryHash" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "AuditAddress" (
    "entryId" UUID NOT NULL,
    "network" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditAddress_pkey" PRIMARY KEY ("entryId")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditSeal_entryId_key" ON "AuditSeal"("entryId");

-- CreateIndex
CREATE INDEX "AuditAddress_at_idx" ON "AuditAddress"("at");

-- CreateIndex
CREATE INDEX "AuditEntry_at_id_idx" ON "AuditEntry"("at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_personId_at_id_idx" ON "AuditEntry"("personId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_organisationId_at_id_idx" ON "AuditEntry"("organisationId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_action_at_id_idx" ON "AuditEntry"("action", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_objectId_at_id_idx" ON "AuditEntry"("objectId", "at", "id");


-- Its jobs: sealing by the minute, the nightly look at everything, addresses forgotten after a week.
SELECT jobs.create_queue('audit.seal', '{"policy": "short"}');
SELECT jobs.create_queue('audit.report', '{"policy": "short", "retryLimit": 3, "retryDelay": 300}');
SELECT jobs.create_queue('audit.forget-addresses', '{"policy": "short"}');
