import { record } from "../audit/audit.server";
import { type Database, db, inTransaction } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { announce } from "../events/outbox.server";
import { slugOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { ownVoices, type Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { inLocale, readVariants } from "../i18n/variants";
import { now } from "../ports/ports.server";
import { accessIn, findNetworkSpace, readableSpaces } from "../workspaces/spaces.server";
import { digestText } from "./digest.server";
import type { DocumentCard, DocumentPage, NewDocument } from "./documents";
import { firstUpdate } from "./first-update.server";
import type { TextNode } from "./text-nodes";
import { schemaVersion } from "./vocabulary";

declare module "../events/events" {
  interface Events {
    "document.begun": { documentId: string };
  }
}

/** The texts a viewer may read: the one filter that every query of this room goes through. */
function readable(viewer: Viewer): Prisma.DocumentWhereInput {
  return { state: "visible", space: readableSpaces(viewer) };
}

const cardInclude = {
  clients: { select: { organisationId: true }, distinct: ["organisationId"] },
  organisation: { select: { name: true, acronym: true } },
} satisfies Prisma.DocumentInclude;

/** The texts of a theme, or of the whole network, the latest changed first. */
export async function listDocuments(
  viewer: Viewer,
  { themeId, take = 20 }: { themeId?: string; take?: number } = {},
): Promise<DocumentCard[]> {
  const rows = await db.document.findMany({
    where: { ...readable(viewer), ...(themeId && { themes: { some: { themeId } } }) },
    orderBy: { changedAt: "desc" },
    take,
    omit: { content: true },
    include: cardInclude,
  });
  const names = await organisationNames(rows);
  return rows.map(({ id, slug, title, changedAt, plainText, ...row }) => ({
    ...{ id, slug, title, changedAt },
    organisations: writersOf(row, names),
    excerpt: plainText.slice(0, 200),
  }));
}

/** One text to be read, its reading view as fresh as its log. @throws 404 */
export async function findDocument(
  viewer: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<DocumentPage> {
  const where = { id: id ?? "", ...readable(viewer) };
  const standing = id
    ? await db.document.findFirst({ where, select: { seq: true, derivedSeq: true } })
    : null;
  if (!id || !standing) notFound();
  if (standing.derivedSeq < standing.seq) await digestText(id);
  const row = await db.document.findFirst({
    where,
    include: { ...cardInclude, themes: { include: { theme: true } } },
  });
  if (!row) notFound();
  const { slug, title, createdAt, changedAt } = row;
  return {
    ...{ id, slug, title, createdAt, changedAt },
    access: accessIn(viewer),
    content: row.content as TextNode | null,
    organisations: writersOf(row, await organisationNames([row])),
    themes: row.themes.map(({ theme }) => ({
      ...{ id: theme.id, slug: theme.slug },
      name: inLocale(readVariants(theme.name), locale),
    })),
  };
}

/** What the live side has to know of a text before it opens it. @throws 404 */
export async function findText(viewer: Viewer, id: string) {
  const row = await db.document.findFirst({
    where: { id, ...readable(viewer) },
    select: { schemaVersion: true },
  });
  if (!row) notFound();
  const [organisationId = null] = ownVoices(viewer);
  const organisation = organisationId
    ? await db.organisation.findUnique({
        where: { id: organisationId },
        select: { name: true, acronym: true },
      })
    : null;
  return {
    schemaVersion: row.schemaVersion,
    access: accessIn(viewer),
    organisationId,
    organisationName: organisation && (organisation.acronym ?? organisation.name),
  };
}

/** Begins a text in the network's space. Sent twice, it begins one. @throws 404 to whoever may not write there. */
export async function beginDocument(
  viewer: Viewer,
  form: NewDocument,
  themeIds: string[] = [],
): Promise<DocumentLink> {
  const space = await findNetworkSpace(viewer);
  const voices = ownVoices(viewer);
  if (space.access !== "write" || (form.organisation && !voices.includes(form.organisation))) notFound();
  const key = { authorId: viewer.personId, idempotencyKey: form.idempotencyKey };
  const before = await db.document.findUnique({ where: { authorId_idempotencyKey: key } });
  if (before) return before;
  return await inTransaction(async (tx) => {
    const organisationId = form.organisation ?? voices[0] ?? null;
    const document = await createDocument(tx, {
      ...key,
      spaceId: space.id,
      title: form.title,
      organisationId,
      themeIds,
    });
    await record(tx, {
      ...{ personId: viewer.personId, organisationId: organisationId ?? undefined, action: "document.begun" },
      on: { type: "document", id: document.id },
    });
    await announce(tx, "document.begun", { documentId: document.id });
    return document;
  });
}

export type DocumentLink = { id: string; slug: string };

interface NewText {
  authorId: string;
  idempotencyKey: string;
  spaceId: string;
  title: string;
  organisationId: string | null;
  themeIds: string[];
  content?: TextNode;
}

/** Writes a text with its first update, so that no two editors both begin an empty one. */
export async function createDocument(tx: Database, text: NewText): Promise<DocumentLink> {
  const { content, themeIds, ...row } = text;
  const first = firstUpdate(content);
  const id = newId();
  const at = now();
  const document = await tx.document.create({
    data: {
      ...{ id, ...row, slug: slugOf(text.title), createdAt: at, changedAt: at, schemaVersion },
      ...{ seq: 1, bytes: first.update.byteLength },
      themes: { create: themeIds.map((themeId) => ({ themeId })) },
      clients: {
        create: {
          clientId: first.client,
          personId: text.authorId,
          organisationId: text.organisationId,
          createdAt: at,
        },
      },
      updates: {
        create: {
          ...{ seq: 1, authorId: text.authorId, organisationId: text.organisationId },
          ...{ bytes: Buffer.from(first.update), createdAt: at },
        },
      },
    },
  });
  return document;
}

type Written = { organisation: Named | null; clients: { organisationId: string | null }[] };
type Named = { name: string; acronym: string | null };

async function organisationNames(rows: Pick<Written, "clients">[]): Promise<Map<string, Named>> {
  const ids = rows.flatMap(({ clients }) => clients.flatMap(({ organisationId }) => organisationId ?? []));
  const found = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, acronym: true },
  });
  return new Map(found.map(({ id, ...named }) => [id, named]));
}

function writersOf({ organisation, clients }: Written, names: ReadonlyMap<string, Named>): string[] {
  const others = clients.map(({ organisationId }) =>
    organisationId ? names.get(organisationId) : undefined,
  );
  const shown = [organisation, ...others].flatMap((named) => (named ? [named.acronym ?? named.name] : []));
  return [...new Set(shown)];
}
