import type { RoomPersonalData } from "../personal-data/registry.server";

export const themesPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "ThemeFollow",
      column: "personId",
      onErasure: "delete",
      fields: [["theme", `(SELECT h."name"->>'fr' FROM "Theme" h WHERE h."id" = t."themeId")`]],
    },
  ],
};
