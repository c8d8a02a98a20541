import { join } from "node:path";
import sharp from "sharp";
import { type ImagePart, type Part, Refused } from "./examination";
import { partOf } from "./hash-file";

/** Larger images are refused before they are decoded: 100 megapixels take 400 MB. */
const maxPixels = 100_000_000;
/** Of one decoding or encoding, in seconds; libvips ends it itself, in native code. */
const maxSeconds = 40;
const previewEdge = 960;
/** For lists: twenty of them weigh less than one photograph. */
const thumbEdge = 320;
const lightEdge = 1_600;
/** Logos and portraits: twice the largest place where they are shown. */
const squareEdge = 160;

sharp.cache(false);
sharp.concurrency(1);

export interface CleanedImage {
  mediaType: string;
  content: ImagePart;
  preview: ImagePart;
  thumb: Part;
  light: (Part & { mediaType: string }) | null;
}

/**
 * Re-encodes an image: pixels only, upright, in sRGB. Metadata, thumbnails inside it, trailing bytes and everything else
 * that is no pixel do not survive.
 */
export async function cleanImage(path: string, mediaType: string, folder: string): Promise<CleanedImage> {
  const content = await encoded(path, mediaType, join(folder, "content"));
  const preview = await shrunk(content.part.path, previewEdge, join(folder, "preview"));
  const light = await shrunk(content.part.path, lightEdge, join(folder, "light"));
  return {
    mediaType: content.mediaType,
    content: content.part,
    preview,
    thumb: await thumbOf(preview, folder),
    light: light.size * 2 <= content.part.size ? { ...light, mediaType: "image/webp" } : null,
  };
}

/** The middle square of an image, small, for a logo or a portrait. */
export async function squareOf(path: string, folder: string): Promise<ImagePart> {
  const to = join(folder, "square");
  const info = await opened(path)
    .autoOrient()
    .toColourspace("srgb")
    .resize({ width: squareEdge, height: squareEdge, fit: "cover" })
    .webp({ quality: 78 })
    .toFile(to)
    .catch(broken);
  return { ...(await partOf(to)), width: info.width, height: info.height };
}

/** A preview of pixels made by another decoder (the first page of a PDF). */
export const previewOf = (png: Buffer, folder: string): Promise<ImagePart> =>
  shrunk(png, previewEdge, join(folder, "preview"));

/** A preview, smaller. */
export const thumbOf = ({ path }: ImagePart, folder: string): Promise<Part> =>
  shrunk(path, thumbEdge, join(folder, "thumb"));

type Input = string | Buffer;

const opened = (input: Input, animated = false) =>
  sharp(input, { limitInputPixels: maxPixels, failOn: "error", sequentialRead: true, animated }).timeout({
    seconds: maxSeconds,
  });

async function encoded(path: string, mediaType: string, to: string) {
  const animated = mediaType === "image/gif" || mediaType === "image/webp";
  const { width = 0, height = 0 } = await opened(path).metadata().catch(broken);
  if (width * height > maxPixels) throw new Refused("tooHeavy");
  // An animation cannot be rotated, and has no orientation.
  const upright = animated ? opened(path, true) : opened(path).autoOrient();
  const image = upright.toColourspace("srgb");
  if (mediaType === "image/png") image.png({ compressionLevel: 9 });
  else if (mediaType === "image/webp") image.webp({ quality: 85 });
  else if (mediaType === "image/gif") image.gif();
  else image.flatten({ background: "#ffffff" }).jpeg({ quality: 85, mozjpeg: true });
  const kept = ["image/png", "image/webp", "image/gif"].includes(mediaType);
  const info = await image.toFile(to).catch(broken);
  const part: ImagePart = {
    ...(await partOf(to)),
    width: info.width,
    height: info.pageHeight ?? info.height,
  };
  return { mediaType: kept ? mediaType : "image/jpeg", part };
}

async function shrunk(input: Input, edge: number, to: string): Promise<ImagePart> {
  const info = await opened(input)
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 72 })
    .toFile(to)
    .catch(broken);
  return { ...(await partOf(to)), width: info.width, height: info.height };
}

function broken(error: Error): never {
  throw new Refused(/timeout|exceeds pixel limit/i.test(error.message) ? "tooHeavy" : "broken");
}
