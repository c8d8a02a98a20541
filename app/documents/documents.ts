import { addressOf } from "../http/addresses";
import type { Cursor } from "../http/pagination";
import type { Colour } from "../ui/colours";
import type { PermissionsInSpace } from "../workspaces/space-acts";
import type { SpaceSummary } from "../workspaces/spaces";
import type { ReadingView } from "./document-nodes";
import type { Edition } from "./editions/editions";
import type { DocumentStatus } from "./status";

/** The address of a document. */
export const documentPath = (text: { id: string; slug?: string }): string =>
  `/textes/${text.slug ? addressOf({ id: text.id, slug: text.slug }) : text.id}`;

/** An organisation or a theme beside a document. */
interface Named {
  id: string;
  slug: string;
  name: string;
}

export interface Writer extends Named {
  acronym: string | null;
  picture: string | null;
}

/** A document in a list. Instants are ISO 8601. */
export interface DocumentCard {
  id: string;
  slug: string;
  title: string;
  changedAt: string;
  /** The organisations whose people have written in it, the author's first. */
  organisations: Writer[];
  themes: (Named & { colour: Colour })[];
  /** The first words. */
  excerpt: string;
}

export interface DocumentList {
  documents: DocumentCard[];
  total: number;
  /** The cursor of the next page; null at the end. */
  next: Cursor | null;
}

/** Whether the reading view is that of the latest words; if not, whether it is on its way or could not be made. */
export type Freshness = "current" | "coming" | "failed";

/** A text to be read. */
export interface DocumentPage extends Omit<DocumentCard, "excerpt">, ReadingView {
  createdAt: string;
  space: SpaceSummary;
  /** What the viewer may do in its space. */
  access: "write" | "read";
  status: DocumentStatus;
  /** The viewer may write in it now: neither frozen nor archived. */
  writes: boolean;
  /** Its frozen texts, the newest first. */
  editions: Edition[];
  standing: PermissionsInSpace;
  /** The viewer is its author, or belongs to the secretariat. */
  mayDelete: boolean;
  /** The viewer's key for pending updates stored on this device. */
  owner: string;
  freshness: Freshness;
}

export const documentsPerPage = 30;
export const maxTitleLength = 160;

/** Transfer size of the editor in bytes, shown before the download. Measured by tests/browser/texts.test.ts. */
export const editorBytes = 160_000;
