import { cleanLine } from "../http/fields";
import type { Cursor } from "../http/pagination";
import { isUuid } from "../http/uuid";
import type { Colour } from "../ui/colours";
import type { PermissionsInSpace } from "../workspaces/space-acts";
import type { SpaceSummary } from "../workspaces/spaces";
import { excerptOf } from "../writing/body";
import type { WriteRefusal } from "../writing/refusals";
import type { KeptDraft, VoiceChoice, Writing } from "../writing/writing";
import type { PostView } from "./posts";

/** A thread in a list. */
export interface ThreadCard {
  id: string;
  slug: string;
  title: string;
  posts: number;
  /** Number of posts by others since the viewer's last visit. */
  fresh: number;
  changedAt: string;
  /** The last author and their organisation; null in a thread without posts. */
  last: { author: string; organisation: string | null } | null;
  themes: { id: string; slug: string; name: string; colour: Colour }[];
  closed: boolean;
}

/** A page of threads, latest activity first. */
export interface ThreadList {
  threads: ThreadCard[];
  total: number;
  /** The cursor of the next page; null at the end. */
  next: Cursor | null;
}

/** An organisation in a thread, and its number of posts. */
export interface Participant {
  address: string;
  name: string;
  acronym: string | null;
  picture: string | null;
  posts: number;
}

/** The page of a long thread: its end, or the posts before, after or around a post. */
export type PostWindow =
  | { part: "end" }
  | { part: "before"; number: number }
  | { part: "after"; number: number }
  | { part: "around"; post: string };

export interface ThreadPage {
  id: string;
  slug: string;
  title: string;
  /** When it was closed; null while posts are taken. */
  closedAt: string | null;
  tags: string[];
  /** The viewer may rename, re-theme, close and reopen it. */
  mayChange: boolean;
  /** Who else has read it, in small spaces of a network that shows it. */
  readers: ThreadReader[] | null;
  /** The last change this page includes; catching up starts from it. */
  change: number;
  total: number;
  themes: { id: string; slug: string; name: string; colour: Colour }[];
  space: SpaceSummary;
  participants: Participant[];
  posts: PostView[];
  /** Number of posts before and after this page. */
  earlier: number;
  later: number;
  /** The last change the viewer had read at an earlier visit; null at the first. */
  readUpTo: number | null;
  standing: PermissionsInSpace;
  /** The post that the form answers, when the address names one. */
  quoted: { id: string; author: string; excerpt: string } | null;
  /** The data of the form; null for readers. */
  writing: Writing | null;
  /** The viewer's drafts here, the latest first: each tab keeps its own. */
  drafts: KeptDraft[];
}

/** The same page, with another of the viewer's drafts in the form. */
export function withDraft(thread: ThreadPage, key: string | null): ThreadPage {
  const draft = thread.drafts.find((each) => each.key === key);
  return draft && thread.writing ? { ...thread, writing: { ...thread.writing, draft } } : thread;
}

/** A reader of a small space and the last change they have read. */
export interface ThreadReader {
  /** Null for a person whose name the viewer may not see. */
  name: string | null;
  change: number;
}

/** The same page, whose form answers one of its posts. */
export function withQuoted(thread: ThreadPage, id: string | null): ThreadPage {
  const post = thread.posts.find((each) => each.id === id);
  if (!post || !thread.writing) return thread;
  return { ...thread, quoted: { id: post.id, author: post.author, excerpt: excerptOf(post.body) } };
}

/** The data of the form of a new thread. */
export interface ThreadForm {
  /** Idempotency key: sending the form twice creates one thread. */
  key: string;
  /** The person to whom this device may offer its local drafts. */
  owner: string;
  voices: VoiceChoice[];
  space: { id: string; name: string };
  /** Why the viewer may not create one here. */
  refusal: WriteRefusal | null;
}

/** Number of posts per page; a phone on 3G opens them in a few seconds. */
export const postsPerPage = 30;

export const maxTitleLength = 160;

/** Maximum number of themes and of tags of a thread, and maximum length of a tag. */
export const maxThemes = 10;
export const maxTags = 6;
export const maxTagLength = 30;

/** Tags as typed, separated by commas: lower case, each once. */
export function readTags(typed: string): string[] {
  const tags = typed.split(/[,;\n]/).map(cleanTag);
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

/** One tag as it is stored and compared. */
export const cleanTag = (typed: string): string =>
  cleanLine(typed).replace(/^#+/, "").trim().toLocaleLowerCase("fr");

/** What was done to a thread, as the page says it afterwards. */
const threadActs = ["changed", "closed", "reopened", "deleted"] as const;
type ThreadAct = (typeof threadActs)[number];
export const isThreadAct = (value: string | null): value is ThreadAct =>
  (threadActs as readonly (string | null)[]).includes(value);

/** The address of a thread that says what was done to it. */
export const threadDonePath = (id: string, act: ThreadAct): string => `/fils/${id}?fait=${act}`;

/** The address of the threads with a tag. */
export const tagPath = (tag: string): string => `/fils?mot=${encodeURIComponent(tag)}`;

export const threadsPerPage = 20;

/** The page of a thread that an address asks for. */
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

/** The address of one post, also after the thread has grown. */
export const postPath = (thread: { id: string; slug?: string }, post: string) =>
  `${threadPath(thread)}?message=${post}#message-${post}`;
