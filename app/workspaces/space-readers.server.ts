import { Prisma } from "../db/generated/client";

/** Who reads: a viewer, whose rights are known already, or a row `p` of "Person" in the statement. */
export interface SpaceReader {
  personId: Prisma.Sql;
  /** Whether they belong to the organisation with this id, while it is in the network. */
  isOfOrganisation: (id: Prisma.Sql) => Prisma.Sql;
  /** Whether they read what is open to the whole network. */
  readsNetwork: Prisma.Sql;
}

/** Whether a reader belongs to the space `s`, by name or through an organisation. */
export const belongsTo = ({ personId, isOfOrganisation }: SpaceReader): Prisma.Sql => Prisma.sql`s."id" IN (
  SELECT m."spaceId" FROM "SpaceMember" m WHERE m."personId" = ${personId}
  UNION ALL SELECT w."spaceId" FROM "SpaceOrganisation" w WHERE ${isOfOrganisation(Prisma.sql`w."organisationId"`)})`;

/** Whether a reader may read the space `s`: the one SQL form of the rule. Deleted spaces are read by no reader. */
export const readsSpace = (reader: SpaceReader): Prisma.Sql => Prisma.sql`(s."state" IN ('active', 'archived')
  AND ((${reader.readsNetwork} AND s."visibility" = 'network') OR ${belongsTo(reader)}))`;
