import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { type ExportedField, type PersonalDataColumn, registeredRooms } from "./registry.server";

/** The number of a person's rows in one table, including tables that are never shown (codes, secrets). */
export interface SectionCount {
  table: string;
  count: number;
}

/** One table's data on a person; its rows are read page by page as they are consumed. */
export interface DataSection extends SectionCount {
  pages: AsyncIterable<ExportedRow[]>;
}

export type ExportedRow = Record<string, unknown>;

/** A quoted identifier. Identifiers come from the code's registrations, never from a request. */
export const quoted = (name: string): Prisma.Sql =>
  Prisma.raw(
    name
      .split(".")
      .map((part) => `"${part.replaceAll('"', '""')}"`)
      .join("."),
  );

/** The condition for this person's rows. */
export function ownRows(
  { column, by }: PersonalDataColumn,
  person: { id: string; email: string },
): Prisma.Sql {
  return by === "email"
    ? Prisma.sql`lower(t.${quoted(column)}) = ${person.email}`
    : Prisma.sql`t.${quoted(column)} = ${person.id}::uuid`;
}

/** Counts a person's rows of every room in one statement; no row is read. */
export async function countSections(person: { id: string; email: string }): Promise<SectionCount[]> {
  const counts = allHoldings().map(
    (holding, position) => Prisma.sql`
      SELECT ${position}::int AS "position", ${holding.table} AS "table", count(*)::int AS "count"
      FROM ${quoted(holding.table)} t WHERE ${ownRows(holding, person)}`,
  );
  const rows = await db.$queryRaw<SectionCount[]>`
    SELECT "table", "count" FROM (${Prisma.join(counts, " UNION ALL ")}) c
    WHERE "count" > 0 ORDER BY "position"`;
  return rows.map(({ table, count }) => ({ table, count }));
}

/** All data of the viewer that they may read. No connection is held between two pages. */
export async function* readSections(viewer: Viewer): AsyncGenerator<DataSection> {
  const person = { id: viewer.personId, email: await emailOf(viewer) };
  const counts = new Map((await countSections(person)).map(({ table, count }) => [table, count]));
  for (const holding of allHoldings()) {
    const count = counts.get(holding.table);
    if (count) yield { table: holding.table, count, pages: readPages(viewer, person, holding) };
  }
}

const allHoldings = () => registeredRooms().flatMap((room) => room.holdings);

export async function emailOf({ personId }: Viewer): Promise<string> {
  return (await db.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } })).email;
}

const maxRowsPerPage = 500;

/** The rows in the order of the table's primary key, which is also the cursor. */
async function* readPages(
  viewer: Viewer,
  person: { id: string; email: string },
  holding: PersonalDataColumn,
): AsyncGenerator<ExportedRow[]> {
  const { table, fields } = holding;
  if (fields.length === 0) return;
  const limit = holding.maxRowsPerPage ?? maxRowsPerPage;
  const key = await primaryKeyOf(table);
  const order = Prisma.join(key.map(({ column }) => Prisma.sql`t.${quoted(column)}`));
  const cursor = Prisma.join(key.map(({ column }) => Prisma.sql`t.${quoted(column)}::text`));
  let after: string[] | null = null;
  do {
    const rows: { row: ExportedRow; cursor: string[] }[] = (
      await db.$queryRaw<(ExportedRow & { [cursorColumn]: string[] })[]>`
        SELECT ${columnsOf(fields, viewer)}, ARRAY[${cursor}] AS ${quoted(cursorColumn)}
        FROM ${quoted(table)} t WHERE ${ownRows(holding, person)} ${isAfter(key, order, after)}
        ORDER BY ${order} LIMIT ${limit}`
    ).map(({ [cursorColumn]: cursor, ...row }) => ({ row, cursor }));
    yield rows.map(({ row }) => row);
    after = rows.length === limit ? (rows.at(-1)?.cursor ?? null) : null;
  } while (after);
}

/** An alias that no column has. */
const cursorColumn = "export cursor";

interface KeyColumn {
  column: string;
  type: string;
}

async function primaryKeyOf(table: string): Promise<KeyColumn[]> {
  const relation = table
    .split(".")
    .map((part) => `"${part}"`)
    .join(".");
  return await db.$queryRaw<KeyColumn[]>`
    SELECT a.attname::text AS "column", format_type(a.atttypid, NULL) AS "type"
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = ${relation}::text::regclass AND i.indisprimary
    ORDER BY array_position(i.indkey::int2[], a.attnum)`;
}

function isAfter(key: readonly KeyColumn[], order: Prisma.Sql, after: string[] | null): Prisma.Sql {
  if (!after) return Prisma.empty;
  const values = key.map(({ type }, index) => Prisma.sql`${after[index]}::text::${Prisma.raw(type)}`);
  return Prisma.sql`AND (${order}) > (${Prisma.join(values)})`;
}

function columnsOf(fields: readonly ExportedField[], viewer: Viewer): Prisma.Sql {
  return Prisma.join(
    fields.map((field) => {
      if (typeof field === "string") return Prisma.sql`t.${quoted(field)}`;
      const [name, sql] = field;
      return Prisma.sql`${typeof sql === "string" ? Prisma.raw(sql) : sql(viewer)} AS ${quoted(name)}`;
    }),
  );
}
