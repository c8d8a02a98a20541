import { slugOf } from "../http/addresses";

/** Maximum size of one file, in bytes. */
export const maxFileSize = 500_000_000;
/** Maximum size of all versions of the files of one space, with previews and uploads in progress. */
export const maxSpaceSize = 5_000_000_000;
/** The same for everything uploaded for one organisation, in all spaces. */
export const maxOrganisationSize = 10_000_000_000;
/** Maximum number of uploads in progress of one person. */
export const maxOpenUploads = 50;
/** Maximum number of files in one plain form. */
export const maxFilesPerForm = 20;

export const maxNameLength = 150;
export const maxDescriptionLength = 2_000;
export const maxTags = 10;
export const maxTagLength = 40;
export const maxFolderNameLength = 80;
/** Maximum number of folders of a space, and depth of nesting. */
export const maxFolders = 200;
export const maxFolderDepth = 5;
export const filesPerPage = 40;

/** Days after which an upload without progress is deleted. */
export const uploadDays = 7;

export const fileKinds = [
  "document",
  "sheet",
  "slides",
  "image",
  "audio",
  "video",
  "archive",
  "other",
] as const;
export type FileKind = (typeof fileKinds)[number];

/** Languages that a file can be in, ISO 639. */
export const fileLanguages = ["fr", "en", "ha", "ar", "dje"] as const;

/** Why an uploaded file is refused; the catalogues have a message for each. */
export const refusalReasons = [
  "empty",
  "tooLarge",
  "spaceFull",
  "organisationFull",
  "diskFull",
  "program",
  "heic",
  "broken",
  "tooHeavy",
  "bomb",
  "unknownArchive",
  "encryptedArchive",
  "virus",
  "scannerAway",
  "rightEnded",
  "notImage",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** The forms in which a version can be fetched. */
export const contentForms = ["contenu", "apercu", "vignette", "legere", "original"] as const;
export type ContentForm = (typeof contentForms)[number];

/** A file in a list. */
export interface FileRow {
  id: string;
  name: string;
  kind: FileKind;
  size: number;
  /** ISO 8601. */
  changedAt: string;
  organisation: string | null;
  tags: string[];
  versions: number;
  preview: Preview | null;
}

export interface Preview {
  width: number;
  height: number;
  size: number;
}

/** What pages show of a file in its last version. */
export interface ShownFile {
  id: string;
  name: string;
  description: string;
  tags: string[];
  language: string | null;
  year: number | null;
  kind: FileKind;
  size: number;
  mediaType: string;
  createdAt: string;
  organisation: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  /** Whether all metadata that the portal knows of this type were removed. */
  cleaned: boolean;
  preview: Preview | null;
  /** Size of the light version. */
  light: number | null;
}

export interface FolderRow {
  id: string;
  name: string;
  files: number;
}

/** An upload in progress, or its result, as the page that began it shows it. */
export interface UploadRow {
  id: string;
  name: string;
  size: number;
  /** Number of bytes that have arrived. */
  offset: number;
  state: "receiving" | "received" | "done" | "refused";
  reason: RefusalReason | null;
  /** The file that it became. */
  file: string | null;
}

/** What uploads may still take, shown before. */
export interface Room {
  maxFileSize: number;
  used: number;
  maxSize: number;
}

/** Where uploads are sent, by the tus protocol. */
export const uploadsAddress = "/televersements";

/** Path of a file's page. */
export const filePath = ({ id, name }: { id: string; name: string }): string =>
  `/fichiers/${id}-${slugOf(name)}`;

/** URL of a file's bytes. */
export function contentPath(id: string, form: ContentForm = "contenu", version?: number): string {
  const params = new URLSearchParams({
    ...(form !== "contenu" && { forme: form }),
    ...(version !== undefined && { version: String(version) }),
  });
  return params.size > 0 ? `/fichiers/${id}/contenu?${params}` : `/fichiers/${id}/contenu`;
}

/** URL of the bytes of a file of the library. */
export const libraryContentPath = (id: string, form: ContentForm = "contenu"): string =>
  form === "contenu" ? `/bibliotheque/${id}/contenu` : `/bibliotheque/${id}/contenu?forme=${form}`;

/** Path of a space's files, or of one of its folders. */
export const spaceFilesPath = (spacePage: string, folder?: string | null): string =>
  folder ? `${spacePage}?dossier=${folder}` : spacePage;
