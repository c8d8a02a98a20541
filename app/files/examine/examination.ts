import type { FileKind, RefusalReason } from "../files";

/** The question to the process that examines uploaded files: paths, never bytes. */
export interface ExaminationRequest {
  /** The uploaded file. */
  path: string;
  /** An empty folder for what is made from it. */
  folder: string;
  /** As given, cleaned. */
  name: string;
  keepOriginal: boolean;
  /** A logo or portrait: only an image is accepted, and a small square of it comes back. */
  square?: boolean;
}

/** Bytes on disk, ready to be stored under their hash. */
export interface Part {
  path: string;
  sha256: string;
  size: number;
}

export interface ImagePart extends Part {
  width: number;
  height: number;
}

/** An accepted file: cleaned content, and what was made from it. */
export interface Examined {
  name: string;
  mediaType: string;
  kind: FileKind;
  content: Part;
  /** All metadata that the portal knows of this type were removed. */
  cleaned: boolean;
  /** The uploaded bytes, when they are to be kept and differ from the content. */
  original: Part | null;
  preview: ImagePart | null;
  /** The preview, smaller. */
  thumb: Part | null;
  light: (Part & { mediaType: string }) | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  plainText: string;
}

export type Examination = Examined | { refused: RefusalReason };

/** Thrown inside the examination for content that is refused. */
export class Refused extends Error {
  constructor(readonly reason: RefusalReason) {
    super(reason);
  }
}

/** Maximum length of the extracted text. */
export const maxPlainText = 200_000;
