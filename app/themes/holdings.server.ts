import type { PersonalData } from "../personal-data/holdings.server";

export const themesData: PersonalData = {
  holdings: [
    {
      ...{ table: "ThemeFollow", column: "personId", onErasure: "delete" },
      fields: [["theme", `(SELECT h."name"->>'fr' FROM "Theme" h WHERE h."id" = t."themeId")`]],
    },
  ],
};
