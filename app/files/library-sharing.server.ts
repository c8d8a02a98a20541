import { actingFor, recordEvent } from "../audit/record-event.server";
import { isSecretariat, type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { badRequest, forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireFile } from "./access.server";
import { type LibraryAccess, type LibraryRow, maxCollectionFiles } from "./library";
import { libraryFiles } from "./library-access.server";
import type { NewCollection, Sharing } from "./library-form.server";

/**
 * Shows a file in the library, changes how, or takes it out: an explicit choice of those who manage it. Files of restricted
 * and confidential spaces are never shown.
 * @throws 404, 403
 */
export async function shareFile(viewer: Viewer, id: string | undefined, sharing: Sharing): Promise<void> {
  const file = await requireFile(viewer, id, "manages");
  const { access, theme: themeId = null, collection: collectionId = null, position } = sharing;
  await inTransaction(async (tx) => {
    await requireFile(viewer, file.id, "manages", { from: tx });
    const actor = actingFor(viewer, voicesOf(viewer)[0]);
    if (access === "none") {
      const { count } = await tx.libraryEntry.deleteMany({ where: { fileId: file.id } });
      if (count > 0) await recordEvent(tx, actor, "file.withdrawn", file.id);
      return;
    }
    const space = await tx.space.findUniqueOrThrow({
      where: { id: file.spaceId },
      select: { confidentiality: true },
    });
    if (space.confidentiality !== "internal") forbidden();
    if (themeId && !(await tx.theme.count({ where: { id: themeId } }))) badRequest();
    if (collectionId && !(await tx.libraryCollection.count({ where: { id: collectionId } }))) badRequest();
    const data = { access, themeId, collectionId, position };
    await tx.libraryEntry.upsert({
      where: { fileId: file.id },
      create: { fileId: file.id, ...data, addedAt: now(), addedById: viewer.personId },
      update: data,
    });
    await indexLibraryFile(tx, file.id);
    await recordEvent(tx, actor, "file.shared", file.id, { access });
  });
}

/** Maximum number of distinct words of one file that correct misspellings. */
const maxWords = 3_000;

/** Writes the words of a file of the library anew: called when its name, description or content changes. */
export async function indexLibraryFile(tx: Database, fileId: string): Promise<void> {
  if (!(await tx.libraryEntry.count({ where: { fileId } }))) return;
  await tx.$executeRaw`
    UPDATE "LibraryEntry" e SET "vector" =
      setweight(public.french_vector(f."name" || ' ' || f."description" || ' ' || array_to_string(f."tags", ' ')), 'A')
      || public.french_vector(left(v."plainText", 100000))
    FROM "File" f JOIN "FileVersion" v ON v."fileId" = f."id" AND v."number" = f."lastVersion"
    WHERE e."fileId" = ${fileId}::uuid AND f."id" = e."fileId"`;
  await tx.$executeRaw`DELETE FROM "LibraryWord" WHERE "fileId" = ${fileId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO "LibraryWord" ("word", "fileId", "sound", "length")
    SELECT DISTINCT w, f."id", public.sound_of(w), length(w)
    FROM "File" f JOIN "FileVersion" v ON v."fileId" = f."id" AND v."number" = f."lastVersion",
      public.words_of(f."name" || ' ' || f."description" || ' ' || array_to_string(f."tags", ' ') || ' '
        || left(v."plainText", 100000)) AS w
    WHERE f."id" = ${fileId}::uuid AND length(w) BETWEEN 3 AND 40 AND w !~ '^[0-9]+$' LIMIT ${maxWords}
    ON CONFLICT DO NOTHING`;
}

/** How a file stands in the library, for those who manage it. */
export async function findSharing(fileId: string) {
  return await db.libraryEntry.findUnique({
    where: { fileId },
    select: { access: true, themeId: true, collectionId: true, position: true },
  });
}

/** The collections of the library by name; for readers those that have something to show them. */
export async function listCollections(
  viewer: Viewer | null,
  all = false,
): Promise<{ id: string; name: string }[]> {
  return await db.libraryCollection.findMany({
    where: all ? {} : { entries: { some: { file: libraryFiles(viewer) } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: 200,
  });
}

/** Creates a collection. Idempotent. @returns its id. @throws 403 */
export async function createCollection(
  viewer: Viewer,
  { name, description, key }: NewCollection,
): Promise<string> {
  if (!isSecretariat(viewer)) forbidden();
  const own = { createdById: viewer.personId, idempotencyKey: key };
  const where = { createdById_idempotencyKey: own };
  const { id } = await exactlyOnce(
    () => db.libraryCollection.findUnique({ where, select: { id: true } }),
    () =>
      db.libraryCollection.create({
        data: { id: newId(), name, description, createdAt: now(), ...own },
        select: { id: true },
      }),
  );
  return id;
}

export interface CollectionPage {
  id: string;
  name: string;
  description: string;
  files: LibraryRow[];
}

/** A collection with its files in their order. @throws 404 when there is nothing in it for this reader */
export async function findCollection(viewer: Viewer | null, id: string | undefined): Promise<CollectionPage> {
  const row = id
    ? await db.libraryCollection.findUnique({
        where: { id },
        include: {
          entries: {
            where: { file: libraryFiles(viewer) },
            orderBy: [{ position: "asc" }, { addedAt: "asc" }],
            take: maxCollectionFiles,
            include: {
              file: {
                include: {
                  organisation: { select: { name: true } },
                  versions: { orderBy: { number: "desc" }, take: 1, omit: { plainText: true } },
                },
              },
            },
          },
        },
      })
    : null;
  if (!row || (row.entries.length === 0 && !(viewer && isSecretariat(viewer)))) notFound();
  const files = row.entries.map(({ access, file }) => rowOf(access, file, file.versions[0]));
  return { id: row.id, name: row.name, description: row.description, files };
}

interface Shown {
  id: string;
  name: string;
  description: string;
  kind: LibraryRow["kind"];
  language: string | null;
  year: number | null;
  organisation: { name: string } | null;
}

interface ShownVersion {
  size: number;
  previewWidth: number | null;
  previewHeight: number | null;
  thumbSize: number;
}

function rowOf(access: LibraryAccess, file: Shown, version: ShownVersion | undefined): LibraryRow {
  const { previewWidth: width, previewHeight: height, thumbSize = 0, size = 0 } = version ?? {};
  return {
    id: file.id,
    name: file.name,
    description: file.description,
    kind: file.kind,
    language: file.language,
    year: file.year,
    access,
    size,
    organisation: file.organisation?.name ?? null,
    thumb: width && height && thumbSize > 0 ? { width, height, size: thumbSize } : null,
  };
}
