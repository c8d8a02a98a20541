import type { Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import type { Prisma } from "../db/generated/client";

/**
 * A field in the export of a row `t`: a column, or a name with an SQL expression. Where the value belongs to a
 * space (a title, words by several people), the expression depends on what the viewer may read now.
 */
export type ExportedField = string | readonly [name: string, sql: string | ((viewer: Viewer) => Prisma.Sql)];

/** Personal data in one column's rows, and what happens to them on erasure. */
export interface PersonalDataColumn {
  /** The table's name, with its schema where that is not the portal's own (`secrets.totp`). */
  table: string;
  /** The column that identifies the person: by id or by mail address. */
  column: string;
  by?: "email";
  /** The exported fields. */
  fields: readonly ExportedField[];
  /** Maximum number of rows the export reads at a time; lower than usual where a row can be large. */
  maxRowsPerPage?: number;
  /** `delete`: the row is deleted. `keep`: the row stays, attributed to a former member. */
  onErasure: "delete" | "keep";
}

/** A column that names a person and is neither exported nor erased, with the reason. */
export interface Exemption {
  table: string;
  column: string;
  because: string;
}

/** A person during their erasure. */
export interface ErasedPerson {
  id: string;
  name: string;
  email: string;
}

/** All personal data of one room. */
export interface RoomPersonalData {
  holdings: readonly PersonalDataColumn[];
  exempt?: readonly Exemption[];
  /** Further erasure in the same transaction: removes contributions when the network chose so. */
  erase?: (tx: Database, person: ErasedPerson, contributions: "keep" | "remove") => Promise<void>;
}

const rooms: RoomPersonalData[] = [];

/**
 * Registers a room's personal data; called once at start. A table with a person that no room has registered
 * fails the tests (registry.test.ts), so that no export or erasure can miss it.
 */
export function registerPersonalData(room: RoomPersonalData): void {
  if (!rooms.includes(room)) rooms.push(room);
}

export const registeredRooms = (): readonly RoomPersonalData[] => rooms;

/** The reason why columns that say who did something need no export of their own. */
export const actInRecord =
  "Who did it is an act: it stands in the audit record, which is exported; only the number stays.";
