import type { Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import type { Prisma } from "../db/generated/client";

/**
 * What the export contains of one row `t`: a column, or a name with an SQL expression. Where the value belongs to a space
 * (a title, words that several people wrote), the expression depends on what the viewer may read at this moment.
 */
export type ExportedField = string | readonly [name: string, sql: string | ((viewer: Viewer) => Prisma.Sql)];

/** What is kept of a person in one column of one table, and what becomes of it. */
export interface PersonalDataColumn {
  /** As the database calls it; with its schema where that is not the portal's own (`secrets.totp`). */
  table: string;
  /** The column that says whose it is: by the person's number, or by their mail address. */
  column: string;
  by?: "email";
  /** What the person is given. */
  fields: readonly ExportedField[];
  /** The export reads this many rows at a time; fewer than usual where one row can be large. */
  maxRowsPerPage?: number;
  /** `delete`: the row goes. `keep`: the row stays, and leads to a former member without a name. */
  onErasure: "delete" | "keep";
}

/** A column that names a person and is neither exported nor erased, and why that is right. */
export interface Exemption {
  table: string;
  column: string;
  because: string;
}

/** Somebody in the middle of being erased. */
export interface ErasedPerson {
  id: string;
  name: string;
  email: string;
}

/** All that one room keeps of persons. */
export interface RoomPersonalData {
  holdings: readonly PersonalDataColumn[];
  exempt?: readonly Exemption[];
  /** What erasing takes beyond the holdings, in its transaction: words that go when the network wishes it. */
  erase?: (tx: Database, person: ErasedPerson, contributions: "keep" | "remove") => Promise<void>;
}

const rooms: RoomPersonalData[] = [];

/**
 * A room says what it keeps of persons; called once at start. A table with a person in it that no room has named
 * fails the tests (holdings.test.ts): nothing can be forgotten in an export, or left behind by an erasure.
 */
export function registerPersonalData(room: RoomPersonalData): void {
  if (!rooms.includes(room)) rooms.push(room);
}

export const registeredRooms = (): readonly RoomPersonalData[] => rooms;

/** Why columns that say who did something need no export of their own. */
export const actInRecord =
  "Who did it is an act: it stands in the audit record, which is exported; only the number stays.";
