import { registerEntryFilter } from "../audit/entry-filters.server";
import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { isOwn } from "./access.server";

/** The space of an item that was erased with it. */
const erasedPlace = Prisma.sql`SELECT x."spaceId" FROM "ErasedItem" x WHERE x."id" = e."objectId"`;

/** The spaces that an audit entry `e` concerns: those it names, or those containing its object, now or when it was erased. */
const spacesOfEntry = Prisma.sql`CASE
  WHEN e."objectType" = 'space' THEN ARRAY[e."objectId"]
  WHEN e."objectType" = 'thread' THEN ARRAY(
    SELECT t."spaceId" FROM "Thread" t WHERE t."id" = e."objectId" UNION ALL ${erasedPlace})
  WHEN e."objectType" = 'document' THEN ARRAY(
    SELECT d."spaceId" FROM "Document" d WHERE d."id" = e."objectId" UNION ALL ${erasedPlace})
  WHEN e."objectType" = 'file' THEN ARRAY(
    SELECT f."spaceId" FROM "File" f WHERE f."id" = e."objectId" UNION ALL ${erasedPlace})
  WHEN e."objectType" = 'post' THEN ARRAY(
    SELECT t."spaceId" FROM "Post" p JOIN "Thread" t ON t."id" = p."threadId" WHERE p."id" = e."objectId"
    UNION ALL ${erasedPlace})
  END || CASE WHEN e."action" IN ('thread.moved', 'document.moved', 'file.moved')
    THEN ARRAY[(e."details"->>'before')::uuid, (e."details"->>'to')::uuid] END`;

/** The last visibility recorded for a space that has since been erased. */
const lastVisibility = Prisma.sql`(SELECT told."details"->>'visibility' FROM "AuditEntry" told
  WHERE told."objectId" = named."id" AND told."details" ? 'visibility' ORDER BY told."at" DESC, told."id" DESC LIMIT 1)`;

/**
 * Entries about a private space that this reader does not belong to. Not `knownSpaces`: administrators may know of a
 * space without a facilitator, but must not read its audit entries.
 */
const inForeignPrivateSpace = (viewer: Viewer): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT FROM unnest(${spacesOfEntry}) AS named("id") LEFT JOIN "Space" s ON s."id" = named."id"
  WHERE COALESCE(s."visibility"::text, ${lastVisibility}) = 'private' AND (${isOwn(viewer)}) IS NOT TRUE)`;

/** Hides audit entries of private spaces from readers of the audit record who are not members; called once at start. */
export function registerSpaceEntryFilter(): void {
  registerEntryFilter(inForeignPrivateSpace);
}
