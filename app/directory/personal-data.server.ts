import type { RoomPersonalData } from "../personal-data/registry.server";

/** Personal data of the directory: cards and saved searches. */
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
    {
      table: "PersonFieldValue",
      column: "personId",
      onErasure: "delete",
      fields: [
        ["field", `(SELECT f."label"->>'fr' FROM "CustomField" f WHERE f."id" = t."fieldId")`],
        "value",
        "rank",
      ],
    },
    { table: "PersonIndex", column: "personId", fields: [], onErasure: "delete" },
    {
      table: "SavedSearch",
      column: "personId",
      fields: ["name", "address", "createdAt"],
      onErasure: "delete",
    },
  ],
};
