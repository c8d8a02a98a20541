import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";

/** The acronym may be hidden from former members; the name is not. */
const organisation = [
  "organisation",
  `(SELECT o."name" FROM "Organisation" o WHERE o."id" = t."organisationId")`,
] as const;

/** Personal data from a person's place in organisations (memberships, mandates, invitations) and their work on the records. */
export const organisationsPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "Membership",
      column: "personId",
      fields: [organisation, "role", "roleSince", "createdAt"],
      onErasure: "delete",
    },
    {
      // A signature made under a mandate must stay provable after its holder has left.
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
      table: "AccessRequest",
      column: "email",
      by: "email",
      onErasure: "delete",
      fields: ["name", "email", "organisation", "message", "createdAt", "decidedAt", "accepted"],
    },
    {
      table: "DirectoryImport",
      column: "personId",
      onErasure: "delete",
      fields: ["fileName", "createdAt", "writtenAt"],
    },
    {
      table: "ProfileProposal",
      column: "authorId",
      onErasure: "keep",
      fields: ["fields", "note", "state", "reason", "createdAt", "decidedAt"],
    },
    { table: "ProfileChange", column: "personId", fields: ["act", "fields", "at"], onErasure: "keep" },
    {
      table: "OrganisationContact",
      column: "email",
      by: "email",
      onErasure: "delete",
      fields: ["name", "function", "email", "phone"],
    },
  ],
  exempt: [
    {
      table: "DirectoryImportRow",
      column: "parentId",
      because: "The organisation that a record belonged to before the import.",
    },
    { table: "ProfileProposal", column: "decidedById", because: actInRecord },
    {
      table: "Organisation",
      column: "contactEmail",
      because: "The organisation's own address; where it is also a person's, erasing them takes it out.",
    },
    { table: "Mandate", column: "givenById", because: actInRecord },
    { table: "Mandate", column: "revokedById", because: actInRecord },
    { table: "AdmissionChange", column: "byId", because: actInRecord },
    { table: "AdministrativeSituation", column: "changedById", because: actInRecord },
    { table: "Invitation", column: "createdById", because: actInRecord },
    { table: "Invitation", column: "grantedById", because: actInRecord },
    { table: "Invitation", column: "acceptedById", because: actInRecord },
    { table: "AccessRequest", column: "decidedById", because: actInRecord },
  ],
  async erase(tx, { id }) {
    // Ends mandates today: the person no longer signs for the organisation.
    await tx.$executeRaw`
      UPDATE "Mandate" SET "revokedAt" = now() WHERE "personId" = ${id}::uuid AND "revokedAt" IS NULL`;
  },
};
