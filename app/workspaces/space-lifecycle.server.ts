import { recordEvent, thePortal } from "../audit/record-event.server";
import { isSecretariat, mayWrite, type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction, isDatabaseAway } from "../db/database.server";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { slugOf } from "../http/addresses";
import { badRequest, forbidden, notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { log, now } from "../services/services.server";
import { facilitatedSpaces, readableSpaces } from "./access.server";
import { deletionDelayDays } from "./space-pages";
import type { SpaceKind } from "./spaces";
import { upsertMember } from "./spaces.server";
import type { ChangedSpace, Closing, NewSpace } from "./spaces-form.server";
import { applyTemplate } from "./template-seeding.server";

/** Whether a viewer may create spaces. */
export const mayCreateSpaces = (viewer: Viewer): boolean => mayWrite(viewer);

/**
 * Creates a space from a template, with its creator as facilitator. The idempotency key of the form prevents duplicates.
 * @throws 403 without write access to the network; 400 for an organisation of others or an unknown theme.
 */
export async function createSpace(
  viewer: Viewer,
  form: NewSpace,
  locale: Locale,
): Promise<{ id: string; slug: string }> {
  if (!mayCreateSpaces(viewer)) forbidden();
  await requireFrame(viewer, form);
  const key = { createdById: viewer.personId, idempotencyKey: form.key };
  return await exactlyOnce(
    () =>
      db.space.findUnique({
        where: { createdById_idempotencyKey: key },
        select: { id: true, slug: true },
      }),
    () => inTransaction((tx) => make(tx, viewer, form, locale), { timeoutMs: 20_000 }),
  );
}

/** A space of an organisation is created by its own people, one of a theme by the secretariat or the theme's lead. */
async function requireFrame(viewer: Viewer, { kind, theme, organisation }: NewSpace): Promise<void> {
  if (kind === "organisation" && (!organisation || !voicesOf(viewer).includes(organisation))) badRequest();
  const found = theme
    ? await db.theme.findFirst({ where: { id: theme, archivedAt: null }, select: { leadId: true } })
    : null;
  if (theme && !found) badRequest();
  if (kind !== "theme") return;
  const leads = found?.leadId && voicesOf(viewer).includes(found.leadId);
  if (!found || !(isSecretariat(viewer) || leads)) badRequest();
}

async function make(tx: Database, viewer: Viewer, form: NewSpace, locale: Locale) {
  const { name, description, visibility, confidentiality, kind } = form;
  const space = await tx.space.create({
    data: {
      id: newId(),
      kind,
      slug: slugOf(name),
      name,
      description,
      visibility,
      confidentiality,
      themeId: form.theme ?? null,
      organisationId: kind === "organisation" ? form.organisation : null,
      createdAt: now(),
      createdById: viewer.personId,
      idempotencyKey: form.key,
    },
    select: { id: true, slug: true },
  });
  const [voice = null] = voicesOf(viewer);
  await upsertMember(tx, space.id, viewer.personId, "facilitator", voice);
  if (kind === "organisation" && form.organisation) {
    await tx.spaceOrganisation.create({
      data: {
        spaceId: space.id,
        organisationId: form.organisation,
        role: "member",
        createdAt: now(),
      },
    });
  }
  if (form.template) {
    await applyTemplate(
      tx,
      viewer,
      { spaceId: space.id, themeIds: form.theme ? [form.theme] : [] },
      form.template,
      locale,
    );
  }
  await recordEvent(tx, viewer, "space.created", space.id, { kind, visibility });
  return space;
}

/**
 * Changes the description of a space.
 * @returns false on a version conflict: the stored values win.
 * @throws 404 or 403 when the viewer does not manage it.
 */
export async function changeSpace(
  viewer: Viewer,
  id: string | undefined,
  { name, description, visibility, confidentiality, theme, version }: ChangedSpace,
): Promise<boolean> {
  const space = await findManageableSpace(viewer, id);
  if (space.state !== "active") forbidden();
  // The network's own space must stay visible to the network.
  if (space.kind === "network" && visibility !== "network") badRequest();
  if (theme && !(await db.theme.count({ where: { id: theme } }))) badRequest();
  return await inTransaction(async (tx) => {
    const { count } = await tx.space.updateMany({
      where: { id: space.id, version },
      data: {
        name,
        slug: slugOf(name),
        description,
        visibility,
        confidentiality,
        themeId: theme ?? null,
        version: version + 1,
      },
    });
    if (count === 1)
      await recordEvent(tx, viewer, "space.changed", space.id, { visibility, confidentiality });
    return count === 1;
  });
}

const states = { archive: "archived", delete: "deleted", restore: "active" } as const;
const acts = { archive: "space.archived", delete: "space.deleted", restore: "space.restored" } as const;

/**
 * Archives a space (read-only), deletes it with a delay, or reverts either. Idempotent.
 * @throws 404, 403
 */
export async function closeSpace(viewer: Viewer, id: string | undefined, closing: Closing): Promise<void> {
  const space = await findManageableSpace(viewer, id);
  if (space.kind === "network") forbidden();
  await inTransaction(async (tx) => {
    const { count } = await tx.space.updateMany({
      where: { id: space.id, state: { not: states[closing] } },
      data: {
        state: states[closing],
        closedAt: closing === "restore" ? null : now(),
        version: { increment: 1 },
      },
    });
    if (count > 0) await recordEvent(tx, viewer, acts[closing], space.id);
  });
}

/**
 * A space that the viewer manages.
 * @throws 404 when they may not know of it, 403 when they do not manage it.
 */
export async function findManageableSpace(
  viewer: Viewer,
  id: string | undefined,
): Promise<{ id: string; state: string; kind: SpaceKind }> {
  const select = { id: true, state: true, kind: true } as const;
  const space = id
    ? await db.space.findFirst({ where: { AND: [{ id }, facilitatedSpaces(viewer)] }, select })
    : null;
  if (space) return space;
  const readable = id ? await db.space.count({ where: { AND: [{ id }, readableSpaces(viewer)] } }) : 0;
  return readable > 0 ? forbidden("not-running") : notFound();
}

const day = 24 * 60 * 60 * 1000;

/** Job: erases spaces deleted 30 days ago with their content. A failure in one space does not stop the others. */
export async function eraseDeletedSpaces(): Promise<void> {
  const before = new Date(now().getTime() - deletionDelayDays * day);
  const due = await db.space.findMany({
    where: { state: "deleted", closedAt: { lte: before } },
    orderBy: { closedAt: "asc" },
    select: { id: true },
  });
  const failed: string[] = [];
  for (const { id } of due) {
    try {
      await inTransaction((tx) => eraseSpace(tx, id, before), { timeoutMs: 120_000 });
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log().error({ err: error, space: id }, "a deleted space could not be erased");
      failed.push(id);
    }
  }
  log().info({ spaces: due.length - failed.length }, "deleted spaces erased");
  if (failed.length > 0) throw new Error(`${failed.length} deleted spaces could not be erased.`);
}

/** Checks again under a row lock: the space may have been restored since the list was read. */
async function eraseSpace(tx: Database, id: string, before: Date): Promise<void> {
  const due = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Space" WHERE "id" = ${id}::uuid AND "state" = 'deleted' AND "closedAt" <= ${before}::timestamptz
    FOR UPDATE`;
  if (due.length === 0) return;
  await keepPlaces(tx, id);
  await tx.thread.deleteMany({ where: { spaceId: id } });
  await tx.document.deleteMany({ where: { spaceId: id } });
  await tx.space.delete({ where: { id } });
  await recordEvent(tx, thePortal, "space.erased", id);
}

/** Keeps in which space its items were: who may see their audit entries depends on it (docs/decisions/0025). */
async function keepPlaces(tx: Database, spaceId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ErasedItem" ("id", "spaceId")
    SELECT "id", "spaceId" FROM "Thread" WHERE "spaceId" = ${spaceId}::uuid
    UNION ALL SELECT "id", "spaceId" FROM "Document" WHERE "spaceId" = ${spaceId}::uuid
    UNION ALL SELECT "id", "spaceId" FROM "File" WHERE "spaceId" = ${spaceId}::uuid
    UNION ALL SELECT p."id", t."spaceId" FROM "Post" p JOIN "Thread" t ON t."id" = p."threadId"
      WHERE t."spaceId" = ${spaceId}::uuid
    ON CONFLICT DO NOTHING`;
}

/** Options of the space forms: themes, and organisations the viewer may create a space for. */
export async function prepareSpace(viewer: Viewer, locale: Locale) {
  const voices = voicesOf(viewer);
  const [themes, organisations] = await Promise.all([
    db.theme.findMany({
      where: { archivedAt: null },
      orderBy: { position: "asc" },
      select: { id: true, name: true, leadId: true },
    }),
    db.organisation.findMany({ where: { id: { in: voices } }, select: { id: true, name: true } }),
  ]);
  return {
    key: newId(),
    organisations,
    ledThemes: isSecretariat(viewer) || themes.some(({ leadId }) => leadId && voices.includes(leadId)),
    themes: themes.map(({ id, name }) => ({ id, name: inLocale(readVariants(name), locale) })),
  };
}
