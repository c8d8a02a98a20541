import type { RoomPersonalData } from "../personal-data/registry.server";

export const recommendationsPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "RecommendationImport",
      column: "personId",
      onErasure: "delete",
      fields: ["fileName", "createdAt", "writtenAt"],
    },
  ],
  exempt: [
    {
      table: "RecommendationImportRow",
      column: "recommendationId",
      because: "It names a recommendation, which has an id of its own and is about no person.",
    },
  ],
};
