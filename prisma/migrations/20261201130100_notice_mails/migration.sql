-- Mails of notices, and replies by mail.
ALTER TABLE "Notice" ADD COLUMN "mailedCount" INTEGER NOT NULL DEFAULT 0;
-- What happened before mails began is in the portal; it would otherwise all be mailed at once.
UPDATE "Notice" SET "mailedCount" = "count";
ALTER TABLE "NoticeSettings" ADD COLUMN "pausedAt" TIMESTAMPTZ(3);

CREATE TYPE "NoticeMailState" AS ENUM ('prepared', 'sent', 'refused');

CREATE TABLE "NoticeMail" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "state" "NoticeMailState" NOT NULL DEFAULT 'prepared',
    "preparedAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoticeMail_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "NoticeMailItem" (
    "mailId" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "told" INTEGER NOT NULL,
    "upTo" INTEGER NOT NULL,

    CONSTRAINT "NoticeMailItem_pkey" PRIMARY KEY ("mailId","noticeId")
);

CREATE TABLE "ReplyAddress" (
    "id" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReplyAddress_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReceivedMail" (
    "id" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "refusal" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReceivedMail_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "SigningKey" (
    "name" TEXT NOT NULL,
    "key" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("name")
);

CREATE UNIQUE INDEX "NoticeMail_messageId_key" ON "NoticeMail"("messageId");
CREATE INDEX "NoticeMail_personId_idx" ON "NoticeMail"("personId");
CREATE INDEX "NoticeMail_preparedAt_idx" ON "NoticeMail"("preparedAt");
CREATE INDEX "NoticeMailItem_noticeId_idx" ON "NoticeMailItem"("noticeId");
CREATE INDEX "ReplyAddress_personId_idx" ON "ReplyAddress"("personId");
CREATE INDEX "ReplyAddress_threadId_idx" ON "ReplyAddress"("threadId");
CREATE INDEX "ReplyAddress_expiresAt_idx" ON "ReplyAddress"("expiresAt");
CREATE INDEX "ReceivedMail_personId_receivedAt_idx" ON "ReceivedMail"("personId", "receivedAt");
CREATE INDEX "ReceivedMail_receivedAt_idx" ON "ReceivedMail"("receivedAt");
-- One mail per person is on its way at a time.
CREATE UNIQUE INDEX "NoticeMail_prepared" ON "NoticeMail"("personId") WHERE "state" = 'prepared';
-- What the job of mails reads every minute.
CREATE INDEX "Notice_unmailed" ON "Notice"("personId") WHERE "readAt" IS NULL AND "cancelledAt" IS NULL AND "count" > "mailedCount";

ALTER TABLE "NoticeMail" ADD CONSTRAINT "NoticeMail_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "NoticeMailItem" ADD CONSTRAINT "NoticeMailItem_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "NoticeMail"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "NoticeMailItem" ADD CONSTRAINT "NoticeMailItem_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ReceivedMail" ADD CONSTRAINT "ReceivedMail_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT jobs.create_queue('notices.mails', '{"policy": "short", "retryLimit": 0}');
SELECT jobs.create_queue('notices.replies', '{"policy": "short", "retryLimit": 0}');
