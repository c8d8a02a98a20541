-- Sign-in: second factors, passkeys, recovery, browsers that signed in before, sessions with limits, emergency lock.

-- CreateEnum
CREATE TYPE "RestorationKind" AS ENUM ('unlock', 'factor');

-- AlterTable
ALTER TABLE "Network" ADD COLUMN     "factorForAll" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "factorDue" TIMESTAMPTZ(3),
ADD COLUMN     "factorSince" TIMESTAMPTZ(3),
ADD COLUMN     "lockedAt" TIMESTAMPTZ(3);

-- Sessions of before have no limits of their own: their holders sign in again.
DELETE FROM "Session";

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "device" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "endsAt" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "lastSeenOn" DATE NOT NULL,
ADD COLUMN     "provenAt" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "rights" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "WipedSession" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WipedSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedOn" DATE,

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "personId" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("personId","hash")
);

-- CreateTable
CREATE TABLE "Ceremony" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" UUID,
    "data" TEXT NOT NULL DEFAULT '',
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PasswordReset" (
    "id" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PasswordReset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownBrowser" (
    "id" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownBrowser_pkey" PRIMARY KEY ("id","personId")
);

-- CreateTable
CREATE TABLE "Restoration" (
    "personId" UUID NOT NULL,
    "kind" "RestorationKind" NOT NULL,
    "askedById" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Restoration_pkey" PRIMARY KEY ("personId","kind")
);

-- CreateIndex
CREATE INDEX "WipedSession_at_idx" ON "WipedSession"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");

-- CreateIndex
CREATE INDEX "Passkey_personId_idx" ON "Passkey"("personId");

-- CreateIndex
CREATE INDEX "Ceremony_expiresAt_idx" ON "Ceremony"("expiresAt");

-- CreateIndex
CREATE INDEX "PasswordReset_personId_idx" ON "PasswordReset"("personId");

-- CreateIndex
CREATE INDEX "PasswordReset_expiresAt_idx" ON "PasswordReset"("expiresAt");

-- CreateIndex
CREATE INDEX "KnownBrowser_personId_idx" ON "KnownBrowser"("personId");

-- CreateIndex
CREATE INDEX "KnownBrowser_expiresAt_idx" ON "KnownBrowser"("expiresAt");

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PasswordReset" ADD CONSTRAINT "PasswordReset_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownBrowser" ADD CONSTRAINT "KnownBrowser_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Restoration" ADD CONSTRAINT "Restoration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an app's codes are made from cannot be hashed; it stands apart, so that a dump or a report of the rest does
-- not hold it. See docs/decisions/0014.
CREATE SCHEMA IF NOT EXISTS secrets;
CREATE TABLE secrets.totp (
    person_id UUID PRIMARY KEY REFERENCES public."Person"("id") ON DELETE CASCADE,
    secret BYTEA NOT NULL,
    -- The last 30-second step whose code was taken; the next one must be later.
    last_step BIGINT NOT NULL DEFAULT 0
);

-- Wrong attempts, as rate-limiter-flexible keeps them.
CREATE SCHEMA IF NOT EXISTS limits;
CREATE TABLE limits.attempts (
    key VARCHAR(255) PRIMARY KEY,
    points INTEGER NOT NULL DEFAULT 0,
    expire BIGINT
);
CREATE INDEX attempts_expire ON limits.attempts (expire);

-- A locked account loses its live connections like a changed role does.
CREATE TRIGGER locked_changed BEFORE UPDATE OF "lockedAt" ON "Person"
  FOR EACH ROW WHEN (OLD."lockedAt" IS DISTINCT FROM NEW."lockedAt") EXECUTE FUNCTION public.role_changed();

SELECT jobs.create_queue('accounts.letter', '{"policy": "standard", "retryLimit": 8, "retryDelay": 30, "retryBackoff": true}');
SELECT jobs.create_queue('accounts.forget-limits', '{"policy": "short"}');
