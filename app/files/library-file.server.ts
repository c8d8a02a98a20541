import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import type { ShownFile } from "./files";
import { libraryFiles } from "./library-access.server";

/** A file of the library in its last version. @throws 404 */
export async function findLibraryFile(viewer: Viewer | null, id: string | undefined): Promise<ShownFile> {
  const row = id
    ? await db.file.findFirst({
        where: { id, ...libraryFiles(viewer) },
        include: {
          organisation: { select: { name: true } },
          versions: { orderBy: { number: "desc" }, take: 1, omit: { plainText: true } },
        },
      })
    : null;
  const [current] = row?.versions ?? [];
  if (!row || !current) notFound();
  const { previewWidth, previewHeight, previewSize } = current;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    tags: row.tags,
    language: row.language,
    year: row.year,
    kind: row.kind,
    createdAt: row.createdAt.toISOString(),
    organisation: row.organisation?.name ?? null,
    size: current.size,
    mediaType: current.mediaType,
    width: current.width,
    height: current.height,
    pages: current.pages,
    cleaned: current.cleaned,
    preview:
      previewWidth && previewHeight
        ? { width: previewWidth, height: previewHeight, size: previewSize }
        : null,
    light: current.lightSha256 ? current.lightSize : null,
  };
}
