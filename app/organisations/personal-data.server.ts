import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";

/** The acronym may be hidden from who has left; the name is not. */
const organisation = [
  "organisation",
  `(SELECT o."name" FROM "Organisation" o WHERE o."id" = t."organisationId")`,
] as const;

/** What a person's place in organisations leaves: memberships, mandates, the way they came in. */
export const organisationsPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "Membership",
      column: "personId",
      fields: [organisation, "role", "roleSince", "createdAt"],
      onErasure: "delete",
    },
    {
      // That a signature was made under a mandate stays true when its holder is a former member.
      table: "Mandate",
      column: "personId",
      onErasure: "keep",
      fields: [organisation, "from", "until", "givenAt", "revokedAt", "revokedBecause"],
    },
    {
      table: "MandateAlternate",
      column: "personId",
      onErasure: "delete",
      fields: ["position", ["until", `(SELECT m."until" FROM "Mandate" m WHERE m."id" = t."mandateId")`]],
    },
    {
      table: "Invitation",
      column: "email",
      by: "email",
      onErasure: "delete",
      fields: ["name", "email", organisation, "role", "createdAt", "expiresAt", "acceptedAt", "revokedAt"],
    },
    {
      table: "JoinRequest",
      column: "email",
      by: "email",
      onErasure: "delete",
      fields: ["name", "email", "organisation", "message", "createdAt", "decidedAt", "accepted"],
    },
  ],
  exempt: [
    { table: "Mandate", column: "givenById", because: actInRecord },
    { table: "Mandate", column: "revokedById", because: actInRecord },
    { table: "AdmissionChange", column: "byId", because: actInRecord },
    { table: "AdministrativeSituation", column: "changedById", because: actInRecord },
    { table: "Invitation", column: "createdById", because: actInRecord },
    { table: "Invitation", column: "grantedById", because: actInRecord },
    { table: "Invitation", column: "acceptedById", because: actInRecord },
    { table: "JoinRequest", column: "decidedById", because: actInRecord },
  ],
  async erase(tx, { id }) {
    // Somebody signed for their organisation until today, and no longer.
    await tx.$executeRaw`
      UPDATE "Mandate" SET "revokedAt" = now() WHERE "personId" = ${id}::uuid AND "revokedAt" IS NULL`;
  },
};
