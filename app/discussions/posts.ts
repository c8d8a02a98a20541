import type { AttachedFile } from "../files/attachments";
import type { Block } from "../writing/body";
import type { Changes } from "../writing/merge-changes";

/** The kinds of reactions, in the order in which they are shown. */
export const reactionKinds = ["agree", "discuss", "thanks"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** The reactions of one kind to a post. */
export interface ReactionView {
  kind: ReactionKind;
  /** Short names of the organisations, or the person's name without one; the first reaction first. */
  names: string[];
  /** The viewer is among them. */
  mine: boolean;
}

/** What a reply shows of the post it answers; `gone` when that may not be read (any more). */
export type QuotationView = { post: string; author: string; excerpt: string } | { gone: true };

/** A post as shown. */
export interface PostView {
  id: string;
  /** Its permanent number in the thread. */
  number: number;
  /** The thread's last change that touched it. */
  change: number;
  author: string;
  /** The id of the author's page; null for a person who has left. */
  person: string | null;
  /** The organisation it was written for; null for a secretariat without one. */
  organisation: { address: string; name: string; acronym: string | null } | null;
  /** Instants, ISO 8601. */
  createdAt: string;
  editedAt: string | null;
  /** Id of the logo, or of the portrait of somebody who writes for no organisation. */
  picture: string | null;
  body: Block[];
  quote: QuotationView | null;
  /** Those that the viewer may read. */
  files: AttachedFile[];
  /** In the order of `reactionKinds`; only kinds with reactions. */
  reactions: ReactionView[];
  /** The viewer is the author. */
  mine: boolean;
  mayDelete: boolean;
  /** For the viewer's own posts, the key of the form, which tells the page that its submission arrived. */
  key: string | null;
}

/** One catch-up of a thread. */
export type PostChanges = Changes<PostView>;
