import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { db } from "../db/database.server";
import { locales } from "../i18n/locale.server";
import { personalData } from "../portal.server";
import { text } from "./labels.server";
import { registeredRooms, registerPersonalData } from "./registry.server";

useDatabase();
beforeAll(() => {
  for (const room of personalData) registerPersonalData(room);
});

interface Column {
  table: string;
  column: string;
  target: string | null;
}

/** Every column that could name a person: an id without a foreign key to another table, or a mail address. */
async function suspects(): Promise<string[]> {
  const columns = await db.$queryRaw<Column[]>`
    SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS "table",
      a.attname AS "column", (SELECT f.relname FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY(k.conkey) LIMIT 1) AS "target"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE n.nspname IN ('public', 'secrets') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND (t.typname = 'uuid' OR a.attname ~* 'mail$')`;
  return columns
    .filter(({ table, column, target }) => {
      if (table === "Person") return false; // covered by the test below
      return target === "Person" || target === "PersonCard" || (!target && !elsewhere(table, column));
    })
    .map(({ table, column }) => `${table}.${column}`);
}

/** Ids that name no person although they have no foreign key. */
function elsewhere(table: string, column: string): boolean {
  if (
    column === "id" ||
    /^(organisation|space|theme|thread|document|task|date|into|entry|result)Id$/.test(column)
  )
    return true;
  if (table === "Organisation" && column === "picture") return true; // the logo
  return table === "AuditEntry" && column === "objectId"; // the object of an action: data of the person who acted
}

test("every column that names a person is registered by a room, or exempt with a reason", async () => {
  const named = new Set(
    registeredRooms().flatMap(({ holdings, exempt = [] }) =>
      [...holdings, ...exempt].map(({ table, column }) => `${table}.${column}`),
    ),
  );
  expect((await suspects()).filter((column) => !named.has(column))).toEqual([]);
  for (const { because } of registeredRooms().flatMap(({ exempt = [] }) => exempt)) {
    expect(because.length).toBeGreaterThan(20);
  }
});

test("every kind of data and each of its fields has a label in every language", () => {
  const keys = registeredRooms()
    .flatMap((room) => room.holdings)
    .flatMap(({ table, fields }) => [
      `table.${table.replace(".", "-")}`,
      ...fields.map((field) => `field.${typeof field === "string" ? field : field[0]}`),
    ]);
  for (const locale of locales()) {
    // A missing message is shown as its key, in brackets.
    expect(keys.filter((key) => text(locale, key as Parameters<typeof text>[1]).startsWith("["))).toEqual([]);
  }
});

test("registered columns exist, down to each field", async () => {
  const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END || '.' || a.attname AS "name"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'secrets') AND a.attnum > 0`;
  const known = new Set(columns.map(({ name }) => name));
  const said = registeredRooms().flatMap(({ holdings, exempt = [] }) => [
    ...exempt.map(({ table, column }) => `${table}.${column}`),
    ...holdings.flatMap(({ table, column, fields }) =>
      [column, ...fields.filter((field) => typeof field === "string")].map((each) => `${table}.${each}`),
    ),
  ]);
  expect(said.filter((column) => !known.has(column))).toEqual([]);
});

test("every column of a person is exported, or contains no personal data", async () => {
  const silent = ["id", "picture", "passwordHash", "rights", "credentialsVersion", "erasedAt"];
  const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT column_name AS "name" FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = 'Person'`;
  const person = registeredRooms()
    .flatMap(({ holdings }) => holdings)
    .find(({ table }) => table === "Person");
  const given = new Set<unknown>([...silent, ...(person?.fields ?? [])]);
  expect(columns.map(({ name }) => name).filter((name) => !given.has(name))).toEqual([]);
});
