import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { addressOf } from "../http/addresses";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { type Block, type Inline, type Item, isList } from "./body";
import { findOrganisations, findPeople, mayMentionEveryone, type Target } from "./mention-targets.server";
import {
  escapeStored,
  findTyped,
  isEveryone,
  maxMentions,
  restoreTyped,
  storedMention,
  type TypedMention,
  typedMention,
} from "./mention-words";
import type { Mention } from "./mentions";

export interface MentionTarget extends Target {
  everyone: boolean;
  /** Only in a quotation: it is shown, and nobody is told. */
  quoted: boolean;
}

/** A body as stored, with what its numbers stand for: number 1 first. */
export interface ResolvedBody {
  body: string;
  mentions: MentionTarget[];
}

const keyOf = ({ personId, organisationId, everyone }: Omit<MentionTarget, "quoted">): string =>
  everyone ? "everyone" : (personId ?? organisationId ?? "");

/**
 * Replaces the names that a text mentions by numbers, as far as the viewer may mention them in this space: others stay
 * words, and their people are not told. The order of numbers depends on the text only, so that resolving it again gives
 * the same body.
 */
export async function resolveMentions(viewer: Viewer, spaceId: string, text: string): Promise<ResolvedBody> {
  const typed = findTyped(text);
  if (typed.length === 0) return { body: escapeStored(text), mentions: [] };
  const targetOf = await findTargets(viewer, spaceId, typed);
  const mentions = new Map<string, { number: number; target: MentionTarget }>();
  let [body, done] = ["", 0];
  for (const each of typed) {
    const target = targetOf(each);
    if (!target || (mentions.size >= maxMentions && !mentions.has(keyOf(target)))) continue;
    const known = mentions.get(keyOf(target)) ?? { number: mentions.size + 1, target };
    known.target.quoted &&= each.quoted;
    mentions.set(keyOf(target), known);
    body += escapeStored(text.slice(done, each.from)) + storedMention(known.number);
    done = each.to;
  }
  body += escapeStored(text.slice(done));
  return { body, mentions: [...mentions.values()].map(({ target }) => target) };
}

async function findTargets(viewer: Viewer, spaceId: string, typed: readonly TypedMention[]) {
  const names = (isName: boolean) =>
    [...new Set(typed.filter((each) => each.isName === isName).map(({ name }) => name))].slice(
      0,
      2 * maxMentions,
    );
  const [people, organisations, everyone] = await Promise.all([
    findPeople(viewer, spaceId, names(true)),
    findOrganisations(viewer, spaceId, [...names(true), ...names(false)]),
    typed.some(isEveryone) && mayMentionEveryone(viewer, spaceId),
  ]);
  return (each: TypedMention): MentionTarget | null => {
    const { name, isName, quoted } = each;
    if (everyone && isEveryone(each)) return { personId: null, organisationId: null, everyone, quoted };
    const found = (isName ? people.get(name) : undefined) ?? organisations.get(name);
    return found ? { ...found, everyone: false, quoted } : null;
  };
}

/**
 * Stores what the numbers of a post's body stand for, in the transaction that writes it. Those it mentioned before keep
 * the change that began to mention them.
 * @param change the change number of this writing.
 * @returns whether somebody is newly mentioned.
 */
export async function keepMentions(
  tx: Database,
  postId: string,
  mentions: readonly MentionTarget[],
  change: number,
): Promise<boolean> {
  const before = await tx.postMention.findMany({ where: { postId } });
  if (before.length === 0 && mentions.length === 0) return false;
  const since = new Map(before.filter(({ quoted }) => !quoted).map((row) => [keyOf(row), row.change]));
  await tx.postMention.deleteMany({ where: { postId } });
  await tx.postMention.createMany({
    data: mentions.map(({ personId, organisationId, everyone, quoted }, index) => ({
      postId,
      number: index + 1,
      personId,
      organisationId,
      everyone,
      quoted,
      change: since.get(keyOf({ personId, organisationId, everyone })) ?? change,
    })),
  });
  return mentions.some((target) => !target.quoted && !since.has(keyOf(target)));
}

interface NamedRow {
  postId: string;
  number: number;
  everyone: boolean;
  person: string | null;
  organisation: string | null;
  organisationId: string | null;
  slug: string | null;
  mine: boolean;
}

async function readNames(viewer: Viewer, postIds: readonly string[], from: Database): Promise<NamedRow[]> {
  const own = viewer.memberships.map(({ organisationId }) => organisationId);
  return await from.$queryRaw<NamedRow[]>`
    SELECT m."postId", m."number", m."everyone", p."name" AS "person", o."id" AS "organisationId", o."slug",
      COALESCE(${acronymSeenBy(viewer)}, o."name") AS "organisation",
      (m."everyone" OR m."personId" = ${viewer.personId}::uuid OR COALESCE(o."id" = ANY(${own}::uuid[]), false)) AS "mine"
    FROM "PostMention" m LEFT JOIN "Person" p ON p."id" = m."personId" LEFT JOIN "Organisation" o ON o."id" = m."organisationId"
    WHERE m."postId" = ANY(${[...postIds]}::uuid[])`;
}

const mentionOf = (row: NamedRow): Mention => ({
  mention: row.number,
  name: row.person ?? row.organisation,
  everyone: row.everyone,
  person: row.person !== null,
  mine: row.mine,
  ...(row.organisationId && row.slug
    ? { to: `/annuaire/${addressOf({ id: row.organisationId, slug: row.slug })}` }
    : {}),
});

/** The bodies with the current names of whom they mention, in one query when there is any. */
export async function nameMentions(
  viewer: Viewer,
  bodies: ReadonlyMap<string, Block[]>,
  from: Database = db,
): Promise<ReadonlyMap<string, Block[]>> {
  const mentioning = [...bodies].filter(([, blocks]) => JSON.stringify(blocks).includes('"mention":'));
  if (mentioning.length === 0) return bodies;
  const rows = await readNames(
    viewer,
    mentioning.map(([id]) => id),
    from,
  );
  const named = new Map(bodies);
  for (const [id, blocks] of mentioning) {
    const ofPost = new Map(
      rows.filter(({ postId }) => postId === id).map((row) => [row.number, mentionOf(row)]),
    );
    named.set(
      id,
      blocks.map((block) => nameBlock(block, ofPost)),
    );
  }
  return named;
}

type Names = ReadonlyMap<number, Mention>;

function nameBlock(block: Block, names: Names): Block {
  if ("quote" in block) return { quote: block.quote.map((each) => nameBlock(each, names)) };
  if (!isList(block)) return { paragraph: block.paragraph.map((each) => nameInline(each, names)) };
  const itemOf = (item: Item): Item =>
    item.map((part) => (isList(part) ? (nameBlock(part, names) as typeof part) : nameInline(part, names)));
  return "bullets" in block
    ? { bullets: block.bullets.map(itemOf) }
    : { numbers: block.numbers.map(itemOf), from: block.from };
}

function nameInline(inline: Inline, names: Names): Inline {
  if (typeof inline === "string") return inline;
  if ("mention" in inline) return names.get(inline.mention) ?? { mention: inline.mention, name: null };
  if ("bold" in inline) return { bold: inline.bold.map((each) => nameInline(each, names)) };
  if ("italic" in inline) return { italic: inline.italic.map((each) => nameInline(each, names)) };
  return inline;
}

/** A stored body as its author would type it, with the current names: to be edited. */
export async function typedBody(viewer: Viewer, postId: string, body: string): Promise<string> {
  if (!body.includes("@")) return body;
  const rows = await readNames(viewer, [postId], db);
  const typedOf = (number: number): string => {
    const row = rows.find((each) => each.number === number);
    if (row?.everyone) return "@tous";
    const name = row?.person ?? row?.organisation;
    return name ? typedMention(name, { person: row?.person !== null }) : "@…";
  };
  return restoreTyped(body, typedOf);
}
