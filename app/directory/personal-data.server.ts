import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";

/** Personal data of the directory: cards, saved searches, proposed corrections. */
export const directoryPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "PersonCard",
      column: "personId",
      onErasure: "delete",
      fields: [
        "languages",
        "reach",
        "phone",
        "nameRank",
        "functionRank",
        "topicsRank",
        "reachRank",
        "emailRank",
        "phoneRank",
        "updatedAt",
      ],
    },
    {
      table: "PersonTheme",
      column: "personId",
      onErasure: "delete",
      fields: [["theme", `(SELECT h."name"->>'fr' FROM "Theme" h WHERE h."id" = t."themeId")`]],
    },
    { table: "PersonIndex", column: "personId", fields: [], onErasure: "delete" },
    {
      table: "SavedSearch",
      column: "personId",
      fields: ["name", "address", "createdAt"],
      onErasure: "delete",
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
  ],
};
