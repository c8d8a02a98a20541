import type { Block } from "../../writing/body";
import type { Location } from "./anchors";

/** One comment, as a reader sees it. */
export interface CommentView {
  id: string;
  author: string;
  organisation: string | null;
  at: string;
  /** Null for a deleted comment. */
  body: Block[] | null;
  mine: boolean;
  /** The viewer may delete it. */
  mayDelete: boolean;
}

/** The comments on one passage. */
export interface CommentThreadView {
  id: string;
  resolved: boolean;
  quotation: string;
  /** Null for a passage that was deleted. */
  location: Location | null;
  comments: CommentView[];
  /** The viewer may resolve and reopen it: who began it, and who writes in the document. */
  mayResolve: boolean;
}

/** The comments of a document for its page. */
export interface DocumentComments {
  threads: CommentThreadView[];
  mayComment: boolean;
  /** The idempotency key of the next comment. */
  key: string;
  open: number;
  resolved: number;
}

/** Which comments a list shows. */
export const commentFilters = ["open", "resolved", "all"] as const;
export type CommentFilter = (typeof commentFilters)[number];

export const maxThreadsPerDocument = 500;
export const maxCommentsPerThread = 200;

/** The address of all comments of a document. */
export const commentsPath = (documentPath: string): string => `${documentPath}/commentaires`;

/** A link that leads to the passage by its words, also without scripts. */
export function passageHref(quotation: string): string {
  const words = quotation.trim().split(/\s+/);
  const ends = words.length > 8 ? [words.slice(0, 4), words.slice(-4)] : [words];
  const part = (some: string[]) => encodeURIComponent(some.join(" ")).replace(/-/g, "%2D");
  return `#:~:text=${ends.map(part).join(",")}`;
}
