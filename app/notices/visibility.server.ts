import { countedStates } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { isReadable } from "../workspaces/access.server";
import { mayRead } from "../workspaces/readers.server";

/** Whether the content of this alias is open to the readers of its space: neither hidden nor deleted. */
export const isOpen = (alias: "t" | "d" | "b"): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(alias)}."state" = ANY(${countedStates()}::"ContentState"[])`;

/**
 * The space that a notice `n` belongs to now: a thread or document may have moved since. Null for a notice that belongs
 * to no space, and for content that is gone.
 */
export const currentSpace = Prisma.sql`CASE n."thing"
  WHEN 'thread' THEN (SELECT t."spaceId" FROM "Thread" t WHERE t."id" = n."thingId" AND ${isOpen("t")})
  WHEN 'document' THEN (SELECT d."spaceId" FROM "Document" d WHERE d."id" = n."thingId" AND ${isOpen("d")})
  ELSE n."spaceId" END`;

/** Whether the viewer may see the notice `n` now; pages and counts read by it, whether or not it is cancelled yet. */
export const isShown = (
  viewer: Viewer,
): Prisma.Sql => Prisma.sql`(n."cancelledAt" IS NULL AND (n."spaceId" IS NULL
  OR EXISTS (SELECT FROM "Space" s WHERE s."id" = ${currentSpace} AND ${isReadable(viewer)})))`;

/** Whether the person `p` may see the notice `n` now: the same for callers without a viewer, as what sends mails. */
export const isShownTo = Prisma.sql`(n."cancelledAt" IS NULL AND (n."spaceId" IS NULL
  OR EXISTS (SELECT FROM "Space" s WHERE s."id" = ${currentSpace} AND ${mayRead})))`;
