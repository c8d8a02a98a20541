import { recordEvent } from "../audit/record-event.server";
import { allows, requireAllowed } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { slugOf } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { sourceLocale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readParagraphs, readVariants } from "../i18n/variants-schema.server";
import { now } from "../services/services.server";
import { themePolicy } from "./policy";
import { type FilledTheme, fromParagraphs, toParagraphs } from "./themes";
import { agendaOrder } from "./themes.server";
import type { AgendaAct, ThemeForm } from "./themes-form.server";

/** Whether a viewer may change the agenda. */
export const managesAgenda = (viewer: Viewer): boolean => allows(viewer, themePolicy.keep);

/**
 * Options of the theme form: possible leads and parent themes.
 * @throws 404
 */
export async function prepareTheme(viewer: Viewer, locale: Locale, id?: string) {
  requireAllowed(viewer, themePolicy.keep);
  const [organisations, parents, children] = await Promise.all([
    db.organisation.findMany({
      where: { OR: [{ admission: { isNot: null } }, { outside: "network" }] },
      orderBy: { name: "asc" },
      select: { id: true, name: true, acronym: true },
    }),
    db.theme.findMany({
      where: { parentId: null, archivedAt: null, ...(id && { id: { not: id } }) },
      orderBy: agendaOrder,
      select: { id: true, name: true },
    }),
    id ? db.theme.count({ where: { parentId: id } }) : 0,
  ]);
  return {
    key: newId(),
    organisations: organisations.map(({ id, name, acronym }) => ({
      id,
      name: acronym ? `${acronym} (${name})` : name,
    })),
    // A theme with children cannot have a parent: the agenda has two levels.
    parents:
      children > 0 ? [] : parents.map(({ id, name }) => ({ id, name: inLocale(readVariants(name), locale) })),
  };
}

/**
 * A theme with all languages, for its form.
 * @throws 404
 */
export async function findEditable(viewer: Viewer, id: string | undefined) {
  requireAllowed(viewer, themePolicy.keep);
  const theme = id ? await db.theme.findUnique({ where: { id } }) : null;
  if (!theme) notFound();
  const { slug, colour, icon, leadId, parentId, version } = theme;
  const description = readParagraphs(theme.description);
  const filled: FilledTheme = {
    name: readVariants(theme.name),
    summary: readVariants(theme.summary),
    description: Object.fromEntries(
      Object.entries(description).map(([locale, paragraphs]) => [locale, fromParagraphs(paragraphs)]),
    ),
    colour,
    icon,
    lead: leadId,
    parent: parentId,
    version,
  };
  return { id: theme.id, slug, archived: theme.archivedAt !== null, filled };
}

/**
 * Adds a theme at the end of its level. Sending the form twice adds one.
 * @throws 404, 400
 */
export async function addTheme(viewer: Viewer, form: ThemeForm): Promise<{ id: string; slug: string }> {
  requireAllowed(viewer, themePolicy.keep);
  const id = form.key ?? newId();
  await requirePlace(form, id);
  return await inTransaction(async (tx) => {
    await lockAgenda(tx);
    const there = await tx.theme.findUnique({ where: { id }, select: { id: true, slug: true } });
    if (there) return there;
    const last = await tx.theme.aggregate({ _max: { position: true } });
    const slug = await freeSlug(tx, form);
    await tx.theme.create({
      data: { id, slug, position: (last._max.position ?? 0) + 1, createdAt: now(), ...columnsOf(form) },
    });
    await recordEvent(tx, viewer, "theme.created", id);
    return { id, slug };
  });
}

/**
 * Changes a theme.
 * @returns false on a version conflict: the stored values win.
 * @throws 404 without the right to change the agenda, 400 for an invalid parent or lead.
 */
export async function changeTheme(viewer: Viewer, id: string | undefined, form: ThemeForm): Promise<boolean> {
  const { id: found, filled } = await findEditable(viewer, id);
  if (form.version === undefined) badRequest();
  await requirePlace(form, found, filled);
  return await inTransaction(async (tx) => {
    const { count } = await tx.theme.updateMany({
      where: { id: found, version: form.version },
      data: { ...columnsOf(form), version: { increment: 1 } },
    });
    if (count === 1) await recordEvent(tx, viewer, "theme.changed", found);
    return count === 1;
  });
}

/** Validates parent and lead: two levels, no cycle, a lead in the network. Unchanged values are accepted. */
async function requirePlace({ parent, lead }: ThemeForm, id: string, before?: FilledTheme): Promise<void> {
  if (parent && parent !== before?.parent) {
    const [found, below] = await Promise.all([
      db.theme.count({
        where: { AND: [{ id: parent }, { id: { not: id } }], parentId: null, archivedAt: null },
      }),
      db.theme.count({ where: { parentId: id } }),
    ]);
    if (found === 0 || below > 0) badRequest();
  }
  if (!lead || lead === before?.lead) return;
  const stands = { OR: [{ admission: { isNot: null } }, { outside: "network" as const }] };
  if (!(await db.organisation.count({ where: { id: lead, ...stands } }))) badRequest();
}

const written = (variants: Record<Locale, unknown>): Record<Locale, string> =>
  Object.fromEntries(
    Object.entries(variants).filter(
      (entry): entry is [Locale, string] => typeof entry[1] === "string" && entry[1] !== "",
    ),
  );

function columnsOf({ name, summary, description = {}, colour, icon, lead, parent }: ThemeForm) {
  const paragraphs = Object.entries(written(description)).map(([locale, text]) => [
    locale,
    toParagraphs(text),
  ]);
  return {
    name: written(name),
    summary: written(summary),
    colour,
    icon,
    description: { [sourceLocale]: [], ...Object.fromEntries(paragraphs) },
    leadId: lead ?? null,
    parentId: parent ?? null,
  };
}

async function freeSlug(tx: Database, { name }: ThemeForm): Promise<string> {
  const wanted = slugOf(String(name[sourceLocale]));
  return (await tx.theme.count({ where: { slug: wanted } })) > 0 ? `${wanted}-${newId().slice(-6)}` : wanted;
}

/**
 * Moves a theme up or down among its siblings, archives it (its children stay) or restores it. Archiving and restoring
 * are idempotent.
 * @throws 404
 */
export async function changeAgenda(viewer: Viewer, { theme: id, what }: AgendaAct): Promise<void> {
  requireAllowed(viewer, themePolicy.keep);
  await inTransaction(async (tx) => {
    await lockAgenda(tx);
    const theme = await tx.theme.findUnique({ where: { id } });
    if (!theme) notFound();
    if (what === "up" || what === "down") return await step(tx, theme, what);
    const { count } = await tx.theme.updateMany({
      where: { id, archivedAt: what === "archive" ? null : { not: null } },
      data: { archivedAt: what === "archive" ? now() : null, version: { increment: 1 } },
    });
    if (count > 0)
      await recordEvent(tx, viewer, what === "archive" ? "theme.archived" : "theme.restored", id);
  });
}

/** Serialises moves: concurrent ones would assign the same position twice. */
async function lockAgenda(tx: Database): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "Theme" ORDER BY "id" FOR UPDATE`;
}

async function step(
  tx: Database,
  { id, parentId }: { id: string; parentId: string | null },
  what: "up" | "down",
): Promise<void> {
  const like = await tx.theme.findMany({
    where: { parentId, archivedAt: null },
    orderBy: agendaOrder,
    select: { id: true, position: true },
  });
  const places = like.map(({ position }) => position);
  const order = like.map((each) => each.id);
  const from = order.indexOf(id);
  const to = what === "up" ? from - 1 : from + 1;
  if (from < 0 || to < 0 || to >= order.length) return;
  order.splice(to, 0, ...order.splice(from, 1));
  const distinct = new Set(places).size === places.length;
  for (const [index, each] of order.entries()) {
    const position = distinct ? (places[index] ?? index) : index;
    await tx.theme.update({ where: { id: each }, data: { position } });
  }
}
