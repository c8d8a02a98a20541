/** The columns of an exported list, and what an import can fill; their headers are `column.*` in the catalogue. */
export const columns = [
  ...["name", "acronym", "formerNames", "type", "relation", "parent", "mission", "themes", "groups"],
  ...["languages", "regions", "departements", "places", "seat", "antennes", "founded", "website", "social"],
  ...["contactEmail", "contactPhone", "projects", "donors"],
] as const;
export type Column = (typeof columns)[number];

/** What stands between the values of one cell. */
export const cellSeparator = " ; ";

/** A telephone number begins like a formula and is none. */
const isPhone = /^\+[\d\s().-]+$/;

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front, which
 * spreadsheets show as text, and which an import takes off again.
 */
export const neutral = (cell: string): string =>
  /^[\s]*[=+\-@\t\r]/.test(cell) && !isPhone.test(cell) ? `'${cell}` : cell;

/** A cell as somebody meant it, without the apostrophe of `neutral`. */
export const meant = (cell: string): string => (/^'[\s]*[=+\-@]/.test(cell) ? cell.slice(1) : cell);
