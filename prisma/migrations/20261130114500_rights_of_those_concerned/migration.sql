-- A change of a space raises the rights of those whose rights it changes, and cuts nobody else's connection:
-- everyone who read it as part of the network, where they no longer do; whoever is in it, where it is deleted or where
-- others learn of it; those who write in it, where it is archived or restored.
DROP TRIGGER space_changed ON "Space";
DROP FUNCTION public.space_changed();

CREATE FUNCTION public.space_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  open_before boolean := OLD."visibility" = 'network' AND OLD."state" <> 'deleted';
  open_after boolean := NEW."visibility" = 'network' AND NEW."state" <> 'deleted';
  -- Neither who learns of it nor who reads it is another: only who writes.
  writing_only boolean := OLD."visibility" = NEW."visibility" AND NEW."state" <> 'deleted';
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1 WHERE "id" IN (
    SELECT p."id" FROM "Person" p WHERE
      -- Who reads the network's common work, as `readsNetwork` says.
      (open_before AND NOT open_after AND (p."role" IN ('administrator', 'moderator') OR EXISTS (
        SELECT FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
        LEFT JOIN "Admission" a ON a."organisationId" = o."id"
        WHERE m."personId" = p."id" AND (a."class" <> 'observer' OR o."outside" = 'network'))))
      -- The secretariat writes wherever the network reads.
      OR ((open_before OR open_after) AND p."role" IN ('administrator', 'moderator'))
      OR EXISTS (
        SELECT FROM "SpaceMember" s WHERE s."spaceId" = OLD."id" AND s."personId" = p."id"
          AND NOT (writing_only AND s."role" IN ('reader', 'guest')))
      OR EXISTS (
        SELECT FROM "SpaceOrganisation" w JOIN "Membership" m ON m."organisationId" = w."organisationId"
        WHERE w."spaceId" = OLD."id" AND m."personId" = p."id"
          AND NOT (writing_only AND w."role" IN ('reader', 'guest')))
    ORDER BY p."id" FOR NO KEY UPDATE);
  PERFORM pg_notify('portal_rights', '');
  RETURN NULL;
END $$;

CREATE TRIGGER space_changed AFTER UPDATE OF "state", "visibility" ON "Space" FOR EACH ROW
  WHEN (OLD."state" IS DISTINCT FROM NEW."state" OR OLD."visibility" IS DISTINCT FROM NEW."visibility")
  EXECUTE FUNCTION public.space_changed();

-- What moves to another space concerns whoever is in the space it leaves. The others who had it open lose it there and
-- then, and not their connection: each process compares what is open with the space it stands in, and the log of a
-- document takes nothing from who opened it in another.
CREATE OR REPLACE FUNCTION public.moved_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Person" SET "rights" = "rights" + 1 WHERE "id" IN (
    SELECT p."id" FROM "Person" p WHERE p."id" IN (
      SELECT s."personId" FROM "SpaceMember" s WHERE s."spaceId" = OLD."spaceId"
      UNION SELECT m."personId" FROM "SpaceOrganisation" o JOIN "Membership" m USING ("organisationId")
      WHERE o."spaceId" = OLD."spaceId")
    ORDER BY p."id" FOR NO KEY UPDATE);
  PERFORM pg_notify('portal_rights', '');
  DELETE FROM "SpacePin" WHERE "spaceId" = OLD."spaceId" AND (TG_TABLE_NAME = 'Thread' AND "threadId" = OLD."id"
    OR TG_TABLE_NAME = 'Document' AND "documentId" = OLD."id");
  RETURN NULL;
END $$;

DROP FUNCTION public.space_rights_changed(uuid, boolean);
