-- Outbox events have one shape: who, for which organisation, which object, and details. Those that are still to be
-- delivered are rewritten; delivered ones lose the mail address that one kind carried.
UPDATE "OutboxEvent" SET "type" = 'invitation.send', "payload" = jsonb_build_object(
  'personId', NULL, 'organisationId', NULL, 'object', "payload"->'invitationId', 'details', '{}'::jsonb)
WHERE "type" = 'invitation.to-send';
UPDATE "OutboxEvent" SET "payload" = jsonb_build_object(
  'personId', "payload"->'personId', 'organisationId', NULL,
  'object', COALESCE("payload"->'documentId', "payload"->'networkId', "payload"->'personId'), 'details', '{}'::jsonb)
WHERE "type" IN ('document.renamed', 'document.deleted', 'network.created', 'account.locked');
UPDATE "OutboxEvent" SET "payload" = '{}' WHERE "type" = 'email.changed';
-- The others had no subscriber: they count as delivered.
UPDATE "OutboxEvent" SET "deliveredAt" = now()
WHERE "deliveredAt" IS NULL AND NOT ("payload" ? 'details') AND "type" <> 'directory.index-stale';
