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
};
