-- Short words are looked up by every spelling one letter away; nothing goes through all words of a length any more.
DROP INDEX "SearchWord_length_idx";

-- Organisations are found by their names written together, too: those that are there are indexed anew.
INSERT INTO "OutboxEvent" ("id", "type", "payload", "createdAt")
SELECT gen_random_uuid(), 'directory.index-stale', '{}', now()
WHERE EXISTS (SELECT FROM "Organisation");
