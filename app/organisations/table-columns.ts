/** Columns of an export, which an import can also fill; headers are `column.*` in the catalogue. */
export const columns = [
  "name",
  "acronym",
  "formerNames",
  "type",
  "relation",
  "parent",
  "mission",
  "themes",
  "groups",
  "languages",
  "regions",
  "departements",
  "places",
  "seat",
  "antennes",
  "founded",
  "website",
  "social",
  "contactEmail",
  "contactPhone",
  "projects",
  "donors",
] as const;
export type Column = (typeof columns)[number];

/** Separator between the values of one cell. */
export const cellSeparator = " ; ";
