import type { FieldKey } from "./custom-fields/custom-fields";

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
/** A column of every export. */
export type OwnColumn = (typeof columns)[number];
/** Also one for each field of the secretariat. */
export type Column = OwnColumn | FieldKey;

/** Separator between the values of one cell. */
export const cellSeparator = " ; ";
