-- Notices: what concerns a person, with the levels and mail settings that the person chose.
CREATE TYPE "NoticeReason" AS ENUM ('followed', 'organisation', 'deadline', 'decision', 'decide', 'replied', 'mentioned', 'assigned', 'security');
CREATE TYPE "NoticeThing" AS ENUM ('thread', 'document', 'space', 'theme', 'organisation', 'account', 'secretariat');
CREATE TYPE "NoticeLoudness" AS ENUM ('all', 'mentions', 'digest', 'mute');
CREATE TYPE "MailRhythm" AS ENUM ('at_once', 'hourly', 'daily', 'weekly', 'never');

ALTER TABLE "OutboxEvent" ADD COLUMN "noticedAt" TIMESTAMPTZ(3);

CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" "NoticeReason" NOT NULL,
    "importance" SMALLINT NOT NULL DEFAULT 1,
    "thing" "NoticeThing" NOT NULL,
    "thingId" UUID NOT NULL,
    "spaceId" UUID,
    "itemId" UUID,
    "actorId" UUID,
    "count" INTEGER NOT NULL DEFAULT 1,
    "deadlineKey" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "NoticeLevel" (
    "personId" UUID NOT NULL,
    "thing" "NoticeThing" NOT NULL,
    "thingId" UUID NOT NULL,
    "loudness" "NoticeLoudness" NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeLevel_pkey" PRIMARY KEY ("personId","thing","thingId")
);

CREATE TABLE "NoticeSettings" (
    "personId" UUID NOT NULL,
    "rhythm" "MailRhythm" NOT NULL DEFAULT 'daily',
    "hour" SMALLINT NOT NULL DEFAULT 6,
    "content" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "NoticeSettings_pkey" PRIMARY KEY ("personId")
);

CREATE INDEX "Notice_personId_changedAt_id_idx" ON "Notice"("personId", "changedAt", "id");
CREATE INDEX "Notice_spaceId_idx" ON "Notice"("spaceId");
CREATE INDEX "Notice_thingId_idx" ON "Notice"("thingId");
CREATE INDEX "Notice_changedAt_idx" ON "Notice"("changedAt");
CREATE INDEX "NoticeLevel_thing_thingId_idx" ON "NoticeLevel"("thing", "thingId");
-- One unread notice per kind and thing: further events are folded into it. The bell counts by this index.
CREATE UNIQUE INDEX "Notice_unread" ON "Notice"("personId", "thingId", "kind", "deadlineKey") WHERE "readAt" IS NULL AND "cancelledAt" IS NULL;

-- A deadline is told once.
CREATE UNIQUE INDEX "Notice_deadline" ON "Notice"("personId", "deadlineKey") WHERE "deadlineKey" <> '';

ALTER TABLE "Notice" ADD CONSTRAINT "Notice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "NoticeLevel" ADD CONSTRAINT "NoticeLevel_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "NoticeSettings" ADD CONSTRAINT "NoticeSettings_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT jobs.create_queue('notices.deadlines', '{"policy": "short"}');
SELECT jobs.create_queue('notices.forget', '{"policy": "short"}');
