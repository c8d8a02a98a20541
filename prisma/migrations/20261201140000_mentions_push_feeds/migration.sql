-- Mentions in posts, by id.
CREATE TABLE "PostMention" (
    "postId" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "everyone" BOOLEAN NOT NULL DEFAULT false,
    "quoted" BOOLEAN NOT NULL DEFAULT false,
    "change" INTEGER NOT NULL,

    CONSTRAINT "PostMention_pkey" PRIMARY KEY ("postId","number"),
    CONSTRAINT "PostMention_one" CHECK (num_nonnulls("personId", "organisationId", NULLIF("everyone", false)) = 1)
);

-- Browsers that people asked to be woken by.
CREATE TABLE "PushSubscription" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "endpointHash" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "device" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "waitingSince" TIMESTAMPTZ(3),
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("id")
);

-- The secret addresses of the feeds of notices.
CREATE TABLE "NoticeFeed" (
    "personId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "credentialsVersion" INTEGER NOT NULL,

    CONSTRAINT "NoticeFeed_pkey" PRIMARY KEY ("personId")
);

CREATE INDEX "PostMention_personId_idx" ON "PostMention"("personId");
CREATE INDEX "PostMention_organisationId_idx" ON "PostMention"("organisationId");
CREATE UNIQUE INDEX "PushSubscription_endpointHash_key" ON "PushSubscription"("endpointHash");
CREATE INDEX "PushSubscription_personId_idx" ON "PushSubscription"("personId");
-- The job that sends reads only what waits.
CREATE INDEX "PushSubscription_waiting" ON "PushSubscription"("notBefore") WHERE "waitingSince" IS NOT NULL;
CREATE UNIQUE INDEX "NoticeFeed_tokenHash_key" ON "NoticeFeed"("tokenHash");

ALTER TABLE "PostMention" ADD CONSTRAINT "PostMention_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PostMention" ADD CONSTRAINT "PostMention_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PostMention" ADD CONSTRAINT "PostMention_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PushSubscription" ADD CONSTRAINT "PushSubscription_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "NoticeFeed" ADD CONSTRAINT "NoticeFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The keys by which push services know the portal (RFC 8292): made when first needed, kept with the other secrets.
CREATE TABLE secrets.vapid (
    id BOOLEAN PRIMARY KEY DEFAULT true CHECK (id),
    public_key TEXT NOT NULL,
    private_key TEXT NOT NULL
);

SELECT jobs.create_queue('notices.push', '{"policy": "short"}');
