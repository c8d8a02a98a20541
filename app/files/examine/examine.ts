import { readFile, stat } from "node:fs/promises";
import { splitName, withExtension } from "../file-names";
import { maxFileSize } from "../files";
import { mediaTypes } from "../media-types";
import { checkArchive } from "./archives";
import {
  type Examination,
  type ExaminationRequest,
  type Examined,
  maxPlainText,
  Refused,
} from "./examination";
import { partOf, writePart } from "./hash-file";
import { type Identified, identify } from "./identify";
import { cleanImage, previewOf, squareOf, thumbOf } from "./images";
import { cleanMedia } from "./media-metadata";
import { cleanOffice } from "./office";
import { cleanPdf } from "./pdf";

/** Files that are rewritten in memory. */
const maxRewritten = 150_000_000;

/** Examines an uploaded file: identifies and cleans its content, and makes its preview. */
export async function examine(request: ExaminationRequest): Promise<Examination> {
  try {
    const { size } = await stat(request.path);
    if (size === 0) throw new Refused("empty");
    if (size > maxFileSize) throw new Refused("tooLarge");
    const identified = await identify(request.path, request.name);
    if (request.square) return await square(request, identified);
    const examined = await examiners[identified.is](request, identified as never, size);
    return await withOriginal(request, examined);
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}

async function square(request: ExaminationRequest, identified: Identified): Promise<Examined> {
  if (identified.is !== "image") throw new Refused("notImage");
  const base = await unchanged(request, "image/webp");
  return { ...base, content: await squareOf(request.path, request.folder), cleaned: true };
}

/** What all kinds have in common: the bytes as they came. */
async function unchanged({ path, name }: ExaminationRequest, mediaType: string): Promise<Examined> {
  const known = mediaTypes[mediaType];
  return {
    name: known ? withExtension(name, known.extensions) : withHonestName(name),
    mediaType,
    kind: known?.kind ?? "other",
    content: await partOf(path),
    cleaned: false,
    original: null,
    preview: null,
    thumb: null,
    light: null,
    width: null,
    height: null,
    pages: null,
    plainText: "",
  };
}

const knownExtensions = new Set(Object.values(mediaTypes).flatMap(({ extensions }) => extensions));

/** A name must not promise an image or a document when the content is something else. */
const withHonestName = (name: string): string =>
  knownExtensions.has(splitName(name).extension) ? withExtension(name, ["bin"]) : name;

type Examiner<Is extends Identified["is"]> = (
  request: ExaminationRequest,
  identified: Extract<Identified, { is: Is }>,
  size: number,
) => Promise<Examined>;

const examiners: { [Is in Identified["is"]]: Examiner<Is> } = {
  async image(request, { mediaType }) {
    const {
      content,
      preview,
      thumb,
      light,
      mediaType: written,
    } = await cleanImage(request.path, mediaType, request.folder);
    const { extensions = [] } = mediaTypes[written] ?? {};
    return {
      name: withExtension(request.name, extensions),
      mediaType: written,
      kind: "image",
      content,
      cleaned: true,
      original: null,
      preview,
      thumb,
      light,
      width: content.width,
      height: content.height,
      pages: null,
      plainText: "",
    };
  },
  async pdf(request, _identified, size) {
    if (size > maxRewritten) return await unchanged(request, "application/pdf");
    const cleaned = cleanPdf(await readFile(request.path));
    const base = await unchanged(request, "application/pdf");
    if (!cleaned) return base;
    const preview = await previewOf(Buffer.from(cleaned.firstPage), request.folder);
    return {
      ...base,
      content: await writePart(request.folder, "content", cleaned.bytes),
      cleaned: true,
      preview,
      thumb: await thumbOf(preview, request.folder),
      pages: cleaned.pages,
      plainText: cleaned.plainText.slice(0, maxPlainText),
    };
  },
  async office(request, { mediaType, family }, size) {
    if (size > maxRewritten) throw new Refused("tooHeavy");
    const { bytes, plainText } = cleanOffice(await readFile(request.path), family);
    const base = await unchanged(request, mediaType);
    return { ...base, content: await writePart(request.folder, "content", bytes), cleaned: true, plainText };
  },
  async archive(request, { mediaType }) {
    await checkArchive(request.path);
    return await unchanged(request, mediaType);
  },
  async text(request, { mediaType }, size) {
    const base = await unchanged(request, mediaType);
    const words = size <= maxPlainText ? await readFile(request.path, "utf8") : "";
    // A zero byte cannot be stored in the database.
    return { ...base, cleaned: true, plainText: words.replaceAll("\0", "") };
  },
  async other(request, { mediaType }) {
    const base = await unchanged(request, mediaType);
    const content = await cleanMedia(request.path, mediaType, request.folder);
    return content ? { ...base, content, cleaned: true } : base;
  },
};

async function withOriginal(
  { path, keepOriginal }: ExaminationRequest,
  examined: Examined,
): Promise<Examined> {
  if (!keepOriginal || examined.content.path === path) return examined;
  return { ...examined, original: await partOf(path) };
}
