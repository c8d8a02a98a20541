import { actingFor, recordEvent } from "../audit/record-event.server";
import { visibleStates } from "../authorization/content-states.server";
import { isSecretariat, type Viewer, voicesOf } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import type { ContentState, Prisma } from "../db/generated/client";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { slugOf } from "../http/addresses";
import { badRequest, forbidden, notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { seenAcronym } from "../organisations/acronyms.server";
import { accessIn, isGuestIn, requireSpaceWriter, type SpaceAccess } from "../workspaces/access.server";
import { findNetworkSpace, findReadableSpace, spaceColumns } from "../workspaces/spaces.server";
import { createDocument, type DocumentLink } from "./create.server";
import type { NewDocument } from "./document-form.server";
import { themeNames, themesInclude } from "./document-lists.server";
import type { Heading, ReadingView } from "./document-nodes";
import type { DocumentPage, Freshness } from "./documents";
import { findWritable } from "./documents-access.server";
import { listEditions } from "./editions/editions.server";
import { documentPermissionsInSpace } from "./moving.server";
import { readableDocuments } from "./rights.server";
import { isWritableStatus, writableStatuses } from "./status";
import { deriveLater } from "./sync/derivation.server";
import { readWriters, writersInclude } from "./writers.server";

/** A document as last derived from its log; newer updates are derived in the background. @throws 404 */
export async function findDocument(
  viewer: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<DocumentPage> {
  const row = id
    ? await db.document.findFirst({
        where: { id, ...readableDocuments(viewer) },
        omit: { plainText: true, content: true },
        include: { ...writersInclude, view: true, themes: themesInclude, space: { select: spaceColumns } },
      })
    : null;
  if (!row) notFound();
  const { slug, title, createdAt, changedAt, space, status } = row;
  const [access, editions] = await Promise.all([accessIn(viewer, row.spaceId), listEditions(row.id)]);
  return {
    id: row.id,
    slug,
    title,
    owner: viewer.personId,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    space,
    access,
    status,
    writes: access === "write" && isWritableStatus(status),
    editions,
    mayDelete: mayDelete(viewer, row, access),
    standing: await documentPermissionsInSpace(viewer, row),
    ...readKept(row.view),
    freshness: freshnessOf(viewer, row),
    organisations: (await readWriters(viewer, [row]))(row),
    themes: themeNames(row.themes, locale),
  };
}

function readKept(view: { html: string; outline: Prisma.JsonValue; words: number } | null): ReadingView {
  if (!view) return { html: "", outline: [], words: 0 };
  return { html: view.html, outline: view.outline as unknown as Heading[], words: view.words };
}

interface DerivedState {
  id: string;
  seq: number;
  bytes: number;
  derivationFailedSeq: number;
  view: { seq: number } | null;
}

/** Has a newer reading view made. One that could not be made is not tried again before somebody writes. */
function freshnessOf(
  { personId }: Viewer,
  { id, seq, bytes, derivationFailedSeq, view }: DerivedState,
): Freshness {
  if ((view?.seq ?? -1) >= seq) return "current";
  if (derivationFailedSeq >= seq) return "failed";
  deriveLater(id, personId, { bytes });
  return "coming";
}

/** A document may be deleted by its author, while they may write, and by the secretariat. */
function mayDelete(viewer: Viewer, { authorId }: { authorId: string }, access: SpaceAccess): boolean {
  return access === "write" && (authorId === viewer.personId || isSecretariat(viewer));
}

/** What the live connection has to know of a document before it opens it. @throws 404 */
export async function findLiveDocument(viewer: Viewer, id: string) {
  const row = await db.document.findFirst({
    where: { id, ...readableDocuments(viewer) },
    select: { schemaVersion: true, spaceId: true, status: true },
  });
  if (!row) notFound();
  const [organisationId = null] = voicesOf(viewer);
  const [[organisation], access, guest] = await Promise.all([
    listVoices(viewer),
    accessIn(viewer, row.spaceId),
    isGuestIn(viewer, row.spaceId),
  ]);
  return {
    schemaVersion: row.schemaVersion,
    spaceId: row.spaceId,
    status: row.status,
    access,
    guest,
    organisationId,
    organisationName: organisation ? (seenAcronym(null, organisation) ?? organisation.name) : null,
  };
}

/** The organisations this viewer may write for, the default first. */
async function listVoices(viewer: Viewer) {
  const ids = voicesOf(viewer);
  const rows = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, acronym: true, visibility: true },
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

const findPlace = async (viewer: Viewer, spaceId: string | undefined) =>
  spaceId ? await findReadableSpace(viewer, spaceId) : await findNetworkSpace(viewer);

/**
 * The data of the form of a new document.
 * @throws 404 when the viewer may not read the space, 403 when they may only read.
 */
export async function prepareDocument(viewer: Viewer, spaceId?: string) {
  const space = await findPlace(viewer, spaceId);
  await requireSpaceWriter(viewer, space.id);
  return { key: newId(), voices: await listVoices(viewer), space: { id: space.id, name: space.name } };
}

/**
 * Creates a document, by default in the network's space. Idempotent by the form's key.
 * @throws as `prepareDocument`, and 400 for an organisation they may not write for.
 */
export async function beginDocument(viewer: Viewer, form: NewDocument): Promise<DocumentLink> {
  const space = await findPlace(viewer, form.space);
  await requireSpaceWriter(viewer, space.id);
  const voices = voicesOf(viewer);
  if (form.organisation && !voices.includes(form.organisation)) badRequest();
  const organisationId = form.organisation ?? voices[0] ?? null;
  const themes = await db.theme.findMany({ where: { id: { in: form.themes } }, select: { id: true } });
  const key = { authorId: viewer.personId, idempotencyKey: form.key };
  return await exactlyOnce(
    () =>
      db.document.findUnique({ where: { authorId_idempotencyKey: key }, select: { id: true, slug: true } }),
    () =>
      inTransaction(async (tx) => {
        const document = await createDocument(tx, {
          ...key,
          spaceId: space.id,
          title: form.title,
          organisationId,
          themeIds: themes.map(({ id }) => id),
        });
        await recordEvent(tx, actingFor(viewer, voicesOf(viewer)[0]), "document.begun", document.id);
        return document;
      }),
  );
}

/** A document whose title the viewer may change. @throws 404, 403 for readers and for frozen documents */
export async function findRenamable(viewer: Viewer, id: string | undefined) {
  const { id: found, slug, title } = await findWritable(viewer, id);
  return { id: found, slug, title };
}

/** Changes the title of a document. Old addresses still lead to it. @throws as `findRenamable` */
export async function renameDocument(
  viewer: Viewer,
  id: string | undefined,
  title: string,
): Promise<DocumentLink> {
  const before = await findRenamable(viewer, id);
  if (before.title === title) return before;
  return await inTransaction(async (tx) => {
    const slug = slugOf(title);
    // Not a document that was frozen meanwhile: its title belongs to what is signed.
    const where = { id: before.id, status: { in: [...writableStatuses] } };
    const { count } = await tx.document.updateMany({ where, data: { title, slug } });
    if (count === 0) forbidden("read-only");
    await recordEvent(tx, actingFor(viewer, voicesOf(viewer)[0]), "document.renamed", before.id);
    return { id: before.id, slug };
  });
}

/** A document that the viewer may delete. @throws 404 */
export async function findDeletable(viewer: Viewer, id: string | undefined) {
  return await findOwned(viewer, id, visibleStates(viewer));
}

async function findOwned(viewer: Viewer, id: string | undefined, states: ContentState[]) {
  const row = id
    ? await db.document.findFirst({
        where: { id, ...readableDocuments(viewer), state: { in: states } },
        select: { id: true, slug: true, title: true, state: true, spaceId: true, authorId: true },
      })
    : null;
  if (!row || !mayDelete(viewer, row, await accessIn(viewer, row.spaceId))) notFound();
  const { slug, title, state } = row;
  return { id: row.id, slug, title, state };
}

/** Deletes a document for everyone; its log remains. Idempotent. @throws 404 */
export async function deleteDocument(viewer: Viewer, id: string | undefined): Promise<void> {
  const document = await findOwned(viewer, id, [...visibleStates(viewer), "trashed"]);
  if (document.state === "trashed") return;
  await inTransaction(async (tx) => {
    await tx.document.update({ where: { id: document.id }, data: { state: "trashed" } });
    await recordEvent(tx, actingFor(viewer, voicesOf(viewer)[0]), "document.deleted", document.id);
  });
}
