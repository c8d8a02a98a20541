import type { FileKind, Preview } from "./files";

/** What a file can be attached to, by the word in its address. */
export const attachables = {
  message: "post",
  tache: "task",
  date: "date",
  organisation: "organisation",
} as const;
export type AttachableKind = (typeof attachables)[keyof typeof attachables];

/** Maximum number of files attached to one thing. */
export const maxAttachments = 20;

/** An attached file, as far as its reader may read it. */
export interface AttachedFile {
  id: string;
  name: string;
  /** Of an image: what it shows. */
  description: string;
  kind: FileKind;
  size: number;
  preview: Preview | null;
  /** Size of the small preview. */
  thumb: number;
}

/** Path of the page that attaches files to a thing. */
export function attachPath(kind: AttachableKind, id: string): string {
  const [word] = Object.entries(attachables).find(([, each]) => each === kind) ?? [];
  return `/pieces-jointes/${word}/${id}`;
}
