import type { Cursor } from "../http/pagination";
import { isUuid } from "../http/uuid";
import type { PermissionsInSpace } from "../workspaces/space-acts";
import type { SpaceSummary } from "../workspaces/spaces";
import type { PostView, VoiceChoice } from "./posts";
import type { WriteRefusal } from "./refusals";

/** A thread in a list. */
export interface ThreadCard {
  id: string;
  slug: string;
  title: string;
  posts: number;
  /** Posts by others since this reader's last visit. */
  fresh: number;
  changedAt: string;
  /** Who wrote last, and for whom; null in a thread without posts. */
  last: { author: string; organisation: string | null } | null;
  themes: { id: string; slug: string; name: string }[];
}

/** A page of threads, latest movement first. */
export interface ThreadList {
  threads: ThreadCard[];
  total: number;
  /** Where the next part begins; null at the end. */
  next: Cursor | null;
}

/** Who takes part in a thread, and how often. */
export interface Participant {
  address: string;
  name: string;
  acronym: string | null;
  posts: number;
}

/** Which part of a long thread is shown: its end, or what lies before, after or around a post. */
export type PostWindow =
  | { part: "end" }
  | { part: "before"; number: number }
  | { part: "after"; number: number }
  | { part: "around"; post: string };

export interface ThreadPage {
  id: string;
  slug: string;
  title: string;
  /** The last change this page shows; what comes after it is caught up with. */
  change: number;
  total: number;
  themes: { id: string; slug: string; name: string }[];
  space: SpaceSummary;
  participants: Participant[];
  posts: PostView[];
  /** How many posts lie before and after those of this page. */
  earlier: number;
  later: number;
  /** The last post this reader had read at an earlier visit; null at the first. */
  readUpTo: number | null;
  standing: PermissionsInSpace;
  /** What is needed to write; null for who may only read. */
  writing: Writing | null;
  /** Everything the reader has begun to write here, the latest first: each tab keeps a draft of its own. */
  drafts: KeptDraft[];
}

/** Words that the server keeps for their author alone. */
export interface KeptDraft {
  /** Of the form it was last written in. */
  key: string;
  body: string;
  keptAt: string;
}

/** What the form needs in which a post is written. */
export interface Writing {
  /** The key of the next post: sending the form twice writes once. */
  key: string;
  /** Whose drafts a device may offer again: nobody else's. */
  owner: string;
  voices: VoiceChoice[];
  /** What the form begins with: the latest draft, or the one that was asked for. */
  draft: KeptDraft | null;
}

/** The same page, whose form begins with another of the reader's drafts. */
export function withDraft(thread: ThreadPage, key: string | null): ThreadPage {
  const draft = thread.drafts.find((each) => each.key === key);
  return draft && thread.writing ? { ...thread, writing: { ...thread.writing, draft } } : thread;
}

/** What the form of a new thread needs. */
export interface ThreadForm {
  /** Sent twice, it begins one thread. */
  key: string;
  /** Whose drafts a device may offer again: nobody else's. */
  owner: string;
  voices: VoiceChoice[];
  space: { id: string; name: string };
  /** Why the viewer may not begin one here. */
  refusal: WriteRefusal | null;
}

/** So many posts at once; a phone on 3G opens them in a few seconds. */
export const postsPerPage = 30;

export const maxTitleLength = 160;

export const threadsPerPage = 20;

/** The part of a thread that an address asks for. */
export function readPostWindow(search: URLSearchParams): PostWindow {
  const [before, after] = ["avant", "apres"].map((name) => Number.parseInt(search.get(name) ?? "", 10));
  const post = search.get("message") ?? search.get("citer") ?? "";
  if (before && before > 0 && before < 2 ** 31) return { part: "before", number: before };
  if (after && after > 0 && after < 2 ** 31) return { part: "after", number: after };
  return isUuid(post) ? { part: "around", post } : { part: "end" };
}

/** The address of a thread. */
export const threadPath = ({ id, slug }: { id: string; slug?: string }) =>
  `/fils/${slug ? `${id}-${slug}` : id}`;

/** The address of one post, also in a thread that has grown since. */
export const postPath = (thread: { id: string; slug?: string }, post: string) =>
  `${threadPath(thread)}?message=${post}#message-${post}`;
