import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { type Holding, registeredRooms } from "./holdings.server";

/** What one table keeps of a person, row by row. */
export interface DataSection {
  table: string;
  /** How many rows there are, also of what is never shown (codes, secrets). */
  count: number;
  rows: Record<string, unknown>[];
}

/** A name as the database quotes it. Holdings are written in our code; nothing a person sends comes here. */
export const quoted = (name: string): Prisma.Sql =>
  Prisma.raw(
    name
      .split(".")
      .map((part) => `"${part.replaceAll('"', '""')}"`)
      .join("."),
  );

/** The rows of a holding that are this person's. */
export function ownRows({ column, by }: Holding, person: { id: string; email: string }): Prisma.Sql {
  return by === "email"
    ? Prisma.sql`lower(t.${quoted(column)}) = ${person.email}`
    : Prisma.sql`t.${quoted(column)} = ${person.id}::uuid`;
}

/** Everything every room keeps of a person, read as of one moment. */
export async function readSections(person: { id: string; email: string }): Promise<DataSection[]> {
  const holdings = registeredRooms().flatMap((room) => room.holdings);
  return await db.$transaction(
    async (tx) => {
      const sections: DataSection[] = [];
      for (const holding of holdings) {
        const { table, fields } = holding;
        const from = Prisma.sql`FROM ${quoted(table)} t WHERE ${ownRows(holding, person)}`;
        const [counted] = await tx.$queryRaw<{ count: bigint }[]>`SELECT count(*) ${from}`;
        const count = Number(counted?.count ?? 0);
        const rows =
          fields.length > 0 && count > 0
            ? await tx.$queryRaw<Record<string, unknown>[]>`SELECT ${columnsOf(fields)} ${from} ORDER BY 1`
            : [];
        if (count > 0) sections.push({ table, count, rows });
      }
      return sections;
    },
    { isolationLevel: "RepeatableRead", timeout: 60_000 },
  );
}

function columnsOf(fields: Holding["fields"]): Prisma.Sql {
  return Prisma.join(
    fields.map((field) =>
      typeof field === "string"
        ? Prisma.sql`t.${quoted(field)}`
        : Prisma.sql`${Prisma.raw(field[1])} AS ${quoted(field[0])}`,
    ),
  );
}
