import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type RequestArgs, rightsHold } from "../authorization/viewer.server";
import { db, inTransaction } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { log } from "../services/services.server";
import { permissionsOn, readableFiles } from "./access.server";
import { contentDisposition, withExtension } from "./file-names";
import type { ContentForm } from "./files";
import { libraryFiles } from "./library-access.server";
import { mediaTypes, sentType } from "./media-types";
import { type ByteRange, fileServices } from "./storage.server";

/** Bytes that a viewer may fetch now. */
export interface Content {
  fileId: string;
  name: string;
  sha256: string;
  size: number;
  mediaType: string;
  inline: boolean;
}

/**
 * The bytes of a version in one of its forms, found through the viewer.
 * @throws 404, also for a form that this version does not have
 */
export async function findContent(
  viewer: Viewer,
  id: string | undefined,
  { form, version }: { form: ContentForm; version?: number },
): Promise<Content> {
  const found = await findForms({ id: id ?? null, ...readableFiles(viewer) }, version);
  if (!found || (form === "original" && !(await permissionsOn(viewer, found.file)).facilitates)) notFound();
  return contentIn(found, form);
}

/** The bytes of a file of the library in its last version, for a reader who may have no account. @throws 404 */
export async function findLibraryContent(
  viewer: Viewer | null,
  id: string | undefined,
  form: Exclude<ContentForm, "original">,
): Promise<Content> {
  const found = await findForms({ id: id ?? null, ...libraryFiles(viewer) });
  return found ? contentIn(found, form) : notFound();
}

type Found = NonNullable<Awaited<ReturnType<typeof findForms>>>;

/** A version of one file, the last one by default. */
async function findForms(
  { id, ...where }: Omit<Prisma.FileWhereInput, "id"> & { id: string | null },
  version?: number,
) {
  const file = id
    ? await db.file.findFirst({
        where: { id, ...where },
        select: {
          id: true,
          name: true,
          spaceId: true,
          authorId: true,
          versions: {
            where: version === undefined ? {} : { number: version },
            orderBy: { number: "desc" },
            take: 1,
            omit: { plainText: true },
          },
        },
      })
    : null;
  const [row] = file?.versions ?? [];
  return file && row ? { file, row } : null;
}

/** @throws 404 for a form that this version does not have */
function contentIn({ file, row }: Found, form: ContentForm): Content {
  const named = { fileId: file.id, name: file.name };
  const forms: Record<ContentForm, Omit<Content, "fileId" | "sha256"> & { sha256: string | null }> = {
    contenu: { ...named, sha256: row.sha256, size: row.size, mediaType: row.mediaType, inline: false },
    apercu: {
      name: withExtension(file.name, ["webp"]),
      sha256: row.previewSha256,
      size: row.previewSize,
      mediaType: "image/webp",
      inline: true,
    },
    vignette: {
      name: withExtension(file.name, ["webp"]),
      sha256: row.thumbSha256,
      size: row.thumbSize,
      mediaType: "image/webp",
      inline: true,
    },
    legere: {
      name: withExtension(file.name, mediaTypes[row.lightType ?? ""]?.extensions ?? []),
      sha256: row.lightSha256,
      size: row.lightSize,
      mediaType: row.lightType ?? "",
      inline: false,
    },
    // Its type was only looked at: it is sent as bytes.
    original: {
      name: file.name,
      sha256: row.originalSha256,
      size: row.originalSize,
      mediaType: "application/octet-stream",
      inline: false,
    },
  };
  const { sha256, ...content } = forms[form];
  return sha256 ? { ...content, fileId: file.id, sha256 } : notFound();
}

/** Who fetched a confidential file, or an original, is recorded; once per download, not per range. */
export async function recordDownload(viewer: Viewer, { fileId }: Content, form: ContentForm): Promise<void> {
  const { space } = await db.file.findUniqueOrThrow({
    where: { id: fileId },
    select: { space: { select: { confidentiality: true } } },
  });
  if (space.confidentiality !== "confidential" && form !== "original") return;
  await inTransaction((tx) => recordEvent(tx, viewer, "file.downloaded", fileId, { form }));
}

/** How often a running download checks that its reader may still read the file. */
const checkIntervalMs = 1_000;

/** Whether a running download may go on; asked again while it runs. */
type MayGoOn = () => Promise<boolean>;

/** The session, the rights, and the file as it stands now. */
export const whileReadable =
  (viewer: Viewer, fileId: string): MayGoOn =>
  async () => {
    if (!(await rightsHold(viewer))) return false;
    return (await db.file.count({ where: { id: fileId, ...readableFiles(viewer) } })) > 0;
  };

/** The file is still in the library, for this reader. */
export const whileInLibrary =
  (viewer: Viewer | null, fileId: string): MayGoOn =>
  async () =>
    (await db.file.count({ where: { id: fileId, ...libraryFiles(viewer) } })) > 0;

/** The response with the bytes, or the part of them that the request asks for. */
export async function sendContent(args: RequestArgs, content: Content, mayGoOn: MayGoOn): Promise<Response> {
  const { size, sha256 } = content;
  const headers = headersOf(content);
  const range = readRange(args.request, size, `"${sha256}"`);
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range ?? { start: 0, end: size - 1 };
  headers.set("Content-Length", String(part.end - part.start + 1));
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  const status = range ? 206 : 200;
  if (args.request.method === "HEAD") return new Response(null, { status, headers });
  const source = await fileServices().blobs.read(sha256, part);
  if (!source) {
    log().error({ file: content.fileId, sha256 }, "the storage has lost the bytes of a file");
    notFound();
  }
  return new Response(paced(args, content.fileId, source, mayGoOn), { status, headers });
}

function headersOf({ name, mediaType, inline, sha256 }: Content): Headers {
  const type = sentType(mediaType);
  return new Headers({
    "Content-Type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "Content-Disposition": contentDisposition(inline ? "inline" : "attachment", name),
    // Compression would break ranges, and change the announced weight.
    "Cache-Control": "no-store, no-transform",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Accept-Ranges": "bytes",
    ETag: `"${sha256}"`,
  });
}

/**
 * The one range of a request; undefined for the whole. Several ranges are answered with the whole, as the standard allows.
 * With `If-Range`, the range holds only for the version it names.
 */
export function readRange(
  request: Request,
  size: number,
  etag: string,
): ByteRange | "unsatisfiable" | undefined {
  const [, from = "", to = ""] =
    /^bytes=(\d{0,15})-(\d{0,15})$/.exec(request.headers.get("Range") ?? "") ?? [];
  const expected = request.headers.get("If-Range");
  if ((from === "" && to === "") || (expected !== null && expected !== etag)) return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  return start > end ? "unsatisfiable" : { start, end };
}

/** Reads the next part only when the connection has taken the ones before, and while the reader's right holds. */
function paced(
  { context: { sending } }: RequestArgs,
  fileId: string,
  source: AsyncIterable<Uint8Array> & { destroy(): void },
  mayGoOn: MayGoOn,
): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let checkedAt = performance.now();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const open = await sending.drained();
          if (open && performance.now() - checkedAt > checkIntervalMs) {
            if (!(await mayGoOn())) throw new Error("The rights of the reader changed meanwhile.");
            checkedAt = performance.now();
          }
          const next = open ? await chunks.next() : { done: true as const, value: undefined };
          if (!next.done) return controller.enqueue(next.value);
          source.destroy();
          controller.close();
        } catch (error) {
          log().warn({ err: error, file: fileId }, "a download was broken off");
          source.destroy();
          sending.breakOff();
          controller.close();
        }
      },
      cancel: () => source.destroy(),
    },
    { highWaterMark: 0 },
  );
}

/** Whether a request begins a download; further ranges of it are not recorded again. */
export const isWhole = (request: Request): boolean =>
  request.method === "GET" && /^(bytes=0-\d*)?$/.test(request.headers.get("Range") ?? "");
