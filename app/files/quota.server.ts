import { type Database, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { FoundSpace } from "../workspaces/space-pages";
import { maxFileSize, maxOrganisationSize, maxSpaceSize, type RefusalReason, type Room } from "./files";

/** The bytes of a version `v`. Equal content counts in each file that has it: what one erases is not another's gain. */
const bytesOfVersion = Prisma.sql`v."size"::bigint + v."originalSize" + v."previewSize" + v."thumbSize"
  + v."lightSize"`;

/** The open uploads `u` count with their announced size; one that is being replaced by its result does not. */
const openUploads = (except: string | null): Prisma.Sql =>
  Prisma.sql`u."state" IN ('receiving', 'received') AND u."id" IS DISTINCT FROM ${except}::uuid`;

const usedBySpace = (spaceId: string, except: string | null): Prisma.Sql => Prisma.sql`(
  COALESCE((SELECT sum(${bytesOfVersion}) FROM "FileVersion" v JOIN "File" f ON f."id" = v."fileId"
    WHERE f."spaceId" = ${spaceId}::uuid), 0)
  + COALESCE((SELECT sum(u."size") FROM "Upload" u WHERE u."spaceId" = ${spaceId}::uuid AND ${openUploads(except)}), 0)
  )::float8`;

const usedByOrganisation = (organisationId: string | null, except: string | null): Prisma.Sql => Prisma.sql`(
  COALESCE((SELECT sum(${bytesOfVersion}) FROM "FileVersion" v WHERE v."organisationId" = ${organisationId}::uuid), 0)
  + COALESCE((SELECT sum(u."size") FROM "Upload" u
    WHERE u."organisationId" = ${organisationId}::uuid AND ${openUploads(except)}), 0))::float8`;

interface Owner {
  spaceId: string;
  organisationId: string | null;
}

/**
 * Whether so many more bytes fit, with the rows of space and organisation locked until the transaction ends. Sums are
 * computed instead of counted along, so that no counter can drift; the locks make them exact under concurrency.
 * @param except an upload whose reservation these bytes replace.
 */
export async function fits(
  tx: Database,
  { spaceId, organisationId }: Owner,
  bytes: number,
  except: string | null = null,
): Promise<RefusalReason | null> {
  // In this order everywhere, so that two uploads never wait for each other.
  await tx.$queryRaw`SELECT FROM "Space" WHERE "id" = ${spaceId}::uuid FOR NO KEY UPDATE`;
  if (organisationId)
    await tx.$queryRaw`SELECT FROM "Organisation" WHERE "id" = ${organisationId}::uuid FOR NO KEY UPDATE`;
  const [used] = await tx.$queryRaw<{ space: number; organisation: number }[]>`
    SELECT ${usedBySpace(spaceId, except)} AS "space", ${usedByOrganisation(organisationId, except)} AS "organisation"`;
  if ((used?.space ?? 0) + bytes > maxSpaceSize) return "spaceFull";
  if (organisationId && (used?.organisation ?? 0) + bytes > maxOrganisationSize) return "organisationFull";
  return null;
}

/** What uploads into a space, found through the viewer, may still take. */
export async function spaceRoom({ id }: FoundSpace): Promise<Room> {
  const [row] = await queryPrepared<{ used: number }>(Prisma.sql`SELECT ${usedBySpace(id, null)} AS "used"`);
  return { maxFileSize, used: row?.used ?? 0, maxSize: maxSpaceSize };
}
