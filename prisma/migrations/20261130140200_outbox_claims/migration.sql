-- Events are claimed one by one, without a transaction that stays open while their listeners work.
ALTER TABLE "OutboxEvent" ADD COLUMN "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
