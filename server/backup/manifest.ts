import { z } from "zod";

/** Version of the backup format. Increment it when earlier portals must not restore the file. */
export const backupFormat = 1;

/** Name of the last entry of a backup file. */
export const manifestName = "manifest.json";

/** A backup that cannot be made, read or restored; the message is one sentence for the operator, without a secret. */
export class BackupError extends Error {}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** A path below the data folder, with slashes; it cannot lead out of the folder. */
const relativePath = z
  .string()
  .min(1)
  .refine((path) => path.split("/").every((name) => name !== "" && name !== "." && name !== ".."))
  .refine((path) => !/[\\\0]/.test(path));

const tableSchema = z.object({
  schema: z.string().min(1),
  name: z.string().min(1),
  columns: z.array(z.string().min(1)).min(1),
  rows: count,
});

const sequenceSchema = z.object({
  schema: z.string().min(1),
  name: z.string().min(1),
  /** As text: PostgreSQL's bigint does not fit into a number. */
  value: z.string().regex(/^-?\d+$/),
  isCalled: z.boolean(),
});

const entrySchema = z.object({ name: relativePath, size: count, sha256 });

const manifestSchema = z.object({
  kind: z.literal("remiddh-portal-backup"),
  format: z.literal(backupFormat),
  madeAt: z.iso.datetime(),
  /** Version of the PostgreSQL that the rows were read from. */
  postgresql: z.string(),
  /** The applied migrations, in order. */
  migrations: z.array(z.object({ name: z.string().min(1), checksum: z.string().min(1) })).min(1),
  tables: z.array(tableSchema).min(1),
  sequences: z.array(sequenceSchema),
  /** Every other entry of the file, in order. */
  entries: z.array(entrySchema),
});

/** The contents of a backup. */
export type Manifest = z.infer<typeof manifestSchema>;
export type TableRecord = z.infer<typeof tableSchema>;
export type SequenceRecord = z.infer<typeof sequenceSchema>;
export type EntryRecord = z.infer<typeof entrySchema>;

/** Entries of a table's rows are parts of one COPY stream: `database/0007/000001`, by the table's index in the manifest. */
export const rowsEntryName = (table: number, part: number): string =>
  `database/${String(table).padStart(4, "0")}/${String(part).padStart(6, "0")}`;

/** The table of an entry's rows; undefined for a file of the data folder. */
export function tableOfEntry(name: string): number | undefined {
  const [, table] = /^database\/(\d{4})\/\d{6}$/.exec(name) ?? [];
  return table === undefined ? undefined : Number(table);
}

const filesFolder = "data/";

/** The entry of a file of the data folder. @param path relative to it, with slashes. */
export const fileEntryName = (path: string): string => filesFolder + path;

/** The path below the data folder of an entry's file; undefined for rows. */
export const fileOfEntry = (name: string): string | undefined =>
  name.startsWith(filesFolder) ? name.slice(filesFolder.length) : undefined;

/** @throws BackupError when it is not a manifest, or one of a later portal. */
export function readManifest(text: string): Manifest {
  const content = parseJson(text);
  const format = z.object({ format: z.number() }).safeParse(content);
  if (format.success && format.data.format > backupFormat) {
    throw new BackupError(
      `The backup was written by a newer version of the portal (format ${format.data.format}; this one knows ${backupFormat}): restore it with that version.`,
    );
  }
  const manifest = manifestSchema.safeParse(content);
  if (!manifest.success) throw new BackupError("The file is damaged: its manifest cannot be read.");
  return manifest.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // rejected by the schema
  }
}
