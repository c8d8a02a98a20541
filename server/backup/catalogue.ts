import pg from "pg";
import { portalSchemas } from "../database/grants";
import type { SequenceRecord, TableRecord } from "./manifest";

/** Queries on PostgreSQL's catalogues about the portal's tables. Objects of extensions are excluded. */

type Table = Pick<TableRecord, "schema" | "name" | "columns">;

const notOfAnExtension = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend WHERE classid = '${catalogue}'::regclass AND objid = ${oid} AND deptype = 'e')`;

/** The bookkeeping table of migrations. */
const bookkeeping = "_prisma_migrations";

/**
 * Every table with rows of the portal, in a stable order. Partitions are read and written through their parent;
 * generated columns are computed again.
 */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1) AND c.relname <> $2
       AND ${notOfAnExtension("pg_class", "c.oid")}
     GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`,
    [portalSchemas, bookkeeping],
  );
  return rows;
}

/** Every sequence, with its current value. */
export async function listSequences(client: pg.Client): Promise<SequenceRecord[]> {
  const { rows } = await client.query<Pick<SequenceRecord, "schema" | "name">>(
    `SELECT n.nspname AS schema, c.relname AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND n.nspname = ANY($1) AND ${notOfAnExtension("pg_class", "c.oid")}
     ORDER BY n.nspname, c.relname`,
    [portalSchemas],
  );
  const sequences: SequenceRecord[] = [];
  for (const sequence of rows) {
    const { rows: values } = await client.query<Pick<SequenceRecord, "value" | "isCalled">>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${quoted(sequence)}`,
    );
    for (const value of values) sequences.push({ ...sequence, ...value });
  }
  return sequences;
}

/** A foreign key of one of the portal's tables, and the statements that drop and recreate it. */
export interface ForeignKey {
  drop: string;
  add: string;
}

/** The foreign keys of a partitioned table include those of its partitions. */
export async function listForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) AS add
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY($1)
     ORDER BY conrelid::regclass::text, conname`,
    [portalSchemas],
  );
  return rows;
}

/** The tables with user triggers, quoted. */
export async function listTablesWithTriggers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS name
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT tgisinternal AND n.nspname = ANY($1) ORDER BY name`,
    [portalSchemas],
  );
  return rows.map(({ name }) => name);
}

/** Statements that remove everything the migrations create, so that they can be applied from the first one on. */
export async function dropStatements(client: pg.Client): Promise<string[]> {
  const own = portalSchemas.filter((schema) => schema !== "public");
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('DROP %s IF EXISTS %s CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
         WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass) AS statement
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
         AND ${notOfAnExtension("pg_class", "pg_class.oid")}
     UNION ALL SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %s CASCADE', oid::regconfig)
       FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace AND ${notOfAnExtension("pg_ts_config", "pg_ts_config.oid")}
     UNION ALL SELECT format('DROP TEXT SEARCH DICTIONARY IF EXISTS %s CASCADE', oid::regdictionary)
       FROM pg_ts_dict WHERE dictnamespace = 'public'::regnamespace AND ${notOfAnExtension("pg_ts_dict", "pg_ts_dict.oid")}
     UNION ALL SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
       FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND ${notOfAnExtension("pg_proc", "pg_proc.oid")}
     UNION ALL SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype)
       FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd', 'r')
         AND ${notOfAnExtension("pg_type", "pg_type.oid")}`,
  );
  const schemas = own.map((schema) => `DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(schema)} CASCADE`);
  return [...schemas, ...rows.map(({ statement }) => statement)];
}

/** Whether the portal's schemas contain any table. */
export async function hasTables(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY($1) AND ${notOfAnExtension("pg_class", "c.oid")} LIMIT 1`,
    [portalSchemas],
  );
  return rowCount === 1;
}

/** The quoted name of a table or sequence. */
export const quoted = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

/** The quoted columns of a table. */
export const quotedColumns = ({ columns }: { columns: string[] }): string =>
  columns.map((column) => pg.escapeIdentifier(column)).join(", ");
