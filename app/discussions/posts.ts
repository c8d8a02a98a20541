import { z } from "zod";
import { isBlank } from "../http/blank";
import { lineField, textField } from "../http/fields";
import { type Block, longestBody } from "./body";
import { longestTitle } from "./threads";

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

/** Made on the server with the form, or by the page for the next post: sending twice writes once. */
const keyField = z.string().regex(/^[\w-]{16,64}$/);

const withoutReturns = (value: unknown) =>
  typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value;

/** Words that show something: a text of invisible characters is empty. */
const visibleField = (max: number) =>
  textField({ max }).refine((text) => !isBlank(text), { error: "field.required" });

const bodyField = z.preprocess(withoutReturns, visibleField(longestBody));

/** The draft that a form began with, as it was then: it is the form's own unless another tab has changed it since. */
const draftFields = { draft: keyField.optional(), draftAt: z.iso.datetime().optional() };

const firstPostSchema = z.object({ key: keyField, body: bodyField, organisation: z.uuid().optional() });
export const newPostSchema = firstPostSchema.extend(draftFields);
export type NewPost = z.infer<typeof newPostSchema>;

/** One word is given, or taken back. */
export const reactionSchema = z.union([
  z.strictObject({ give: z.enum(reactionKinds) }),
  z.strictObject({ withdraw: z.enum(reactionKinds) }),
]);
export type Reacting = z.infer<typeof reactionSchema>;

export const editedPostSchema = z.object({ body: bodyField });

export const newThreadSchema = firstPostSchema.extend({ title: lineField({ min: 1, max: longestTitle }) });
export const spaceThreadSchema = newThreadSchema.extend({ theme: z.uuid().optional() });
export type NewThread = z.infer<typeof newThreadSchema>;

/** A draft may be longer than a post: one shortens it later. */
export const draftSchema = z.object({
  body: z.preprocess(withoutReturns, z.string().max(5 * longestBody)).default(""),
  key: keyField.optional(),
  ...draftFields,
});
export type Draft = z.infer<typeof draftSchema>;
