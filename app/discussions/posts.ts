import type { Block } from "./body";

/** What one can say of a post in one word, in the order in which it is offered. */
export const reactionKinds = ["agree", "discuss", "thanks"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** Those who have said one word of a post. */
export interface ReactionView {
  kind: ReactionKind;
  /** For whom, as they are called shortly; a person's name where there is no organisation. The first one first. */
  names: string[];
  /** The viewer is among them. */
  mine: boolean;
}

/** A post as it is shown. */
export interface PostView {
  id: string;
  /** Its place in the thread; never changes. */
  number: number;
  /** The thread's change that touched it last. */
  change: number;
  author: string;
  /** The organisation it was written for; null for a secretariat that has none yet. */
  organisation: { address: string; name: string; acronym: string | null } | null;
  /** Instants, ISO 8601. */
  createdAt: string;
  editedAt: string | null;
  body: Block[];
  /** In the order in which they are offered; without those that nobody has given. */
  reactions: ReactionView[];
  /** The viewer wrote it. */
  mine: boolean;
  mayDelete: boolean;
  /** Of the viewer's own: the key its form carried, by which a page knows that what it sent has arrived. */
  key: string | null;
}

/** What one catch-up brings: everything that changed after the change one has. */
export interface Changes {
  /** Where the reader stands after taking these in. */
  change: number;
  posts: PostView[];
  /** Ids of posts that are no longer to be read. */
  gone: string[];
  /** There is more: ask again from `change`. */
  more: boolean;
}

export interface VoiceChoice {
  id: string;
  name: string;
  acronym: string | null;
}
