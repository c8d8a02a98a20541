-- An account can be erased: what is left of it is a number on what it did.

-- CreateEnum
CREATE TYPE "FormerContributions" AS ENUM ('keep', 'remove');

-- AlterTable
ALTER TABLE "Network" ADD COLUMN     "formerContributions" "FormerContributions" NOT NULL DEFAULT 'keep';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ErasureRequest" (
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ErasureRequest_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "ErasureRequest_createdAt_idx" ON "ErasureRequest"("createdAt");

-- AddForeignKey
ALTER TABLE "ErasureRequest" ADD CONSTRAINT "ErasureRequest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
