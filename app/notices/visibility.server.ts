import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { isReadable } from "../workspaces/access.server";
import { mayRead } from "../workspaces/readers.server";

/**
 * The space that a notice `n` belongs to now: a thread or document may have moved since. Null for a notice that belongs
 * to no space, and for content that is gone.
 */
const currentSpace = Prisma.sql`CASE n."thing"
  WHEN 'thread' THEN (SELECT t."spaceId" FROM "Thread" t WHERE t."id" = n."thingId" AND t."trashedAt" IS NULL)
  WHEN 'document' THEN (SELECT d."spaceId" FROM "Document" d WHERE d."id" = n."thingId" AND d."trashedAt" IS NULL)
  ELSE n."spaceId" END`;

/** Whether the viewer may see the notice `n` now; pages and counts read by it, whether or not it is cancelled yet. */
export const isShown = (
  viewer: Viewer,
): Prisma.Sql => Prisma.sql`(n."cancelledAt" IS NULL AND (n."spaceId" IS NULL
  OR EXISTS (SELECT FROM "Space" s WHERE s."id" = ${currentSpace} AND ${isReadable(viewer)})))`;

/** Whether the person `p` may see the notice `n` now: the same for callers without a viewer, as what sends mails. */
export const isShownTo = Prisma.sql`(n."cancelledAt" IS NULL AND (n."spaceId" IS NULL
  OR EXISTS (SELECT FROM "Space" s WHERE s."id" = ${currentSpace} AND ${mayRead})))`;
