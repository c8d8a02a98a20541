import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction, queryPrepared } from "../db/database.server";
import { Prisma, type Theme } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { idFromAddress } from "../http/addresses";
import { notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readParagraphs, readVariants } from "../i18n/variants-schema.server";
import { now } from "../services/services.server";
import type { AgendaTheme, ThemeCard, ThemeLink, ThemePage } from "./themes";
import { type NewTheme, newThemeSchema } from "./themes-form.server";

/** Sort order of the agenda: the secretariat's position, then the older theme first. */
export const agendaOrder = [
  { position: "asc" },
  { id: "asc" },
] satisfies Prisma.ThemeOrderByWithRelationInput[];

/** All active themes, children after their parent. Readable to every signed-in person. */
export async function listThemes(_viewer: Viewer, locale: Locale): Promise<ThemeCard[]> {
  const themes = await queryPrepared<Shown & Pick<Theme, "summary" | "parentId">>(Prisma.sql`
    SELECT "id", "slug", "name", "summary", "colour", "icon", "parentId" FROM "Theme"
    WHERE "archivedAt" IS NULL ORDER BY "position", "id"`);
  return asTree(themes).flatMap(({ row, below }) =>
    [row, ...below.map((each) => each.row)].map((theme) => cardOf(theme, locale)),
  );
}

/** The whole agenda as a tree, including archived themes. */
export async function readAgenda(_viewer: Viewer, locale: Locale): Promise<AgendaTheme[]> {
  const rows = await db.theme.findMany({ orderBy: agendaOrder, include: { lead: organisationName } });
  const themeOf = ({ row, below }: Branch<(typeof rows)[number]>): AgendaTheme => ({
    ...cardOf(row, locale),
    lead: leadOf(row.lead),
    archived: row.archivedAt !== null,
    children: below.map(themeOf),
  });
  return asTree(rows).map(themeOf);
}

interface Branch<Row> {
  row: Row;
  below: Branch<Row>[];
}

/** Themes with their children; a theme whose parent is not in the list is a root. */
function asTree<Row extends { id: string; parentId: string | null }>(rows: readonly Row[]): Branch<Row>[] {
  const branches = new Map(rows.map((row) => [row.id, { row, below: [] as Branch<Row>[] }]));
  const top: Branch<Row>[] = [];
  for (const branch of branches.values()) {
    (branches.get(branch.row.parentId ?? "")?.below ?? top).push(branch);
  }
  return top;
}

const organisationName = {
  select: { id: true, slug: true, name: true, acronym: true },
} satisfies Prisma.OrganisationDefaultArgs;

type Lead = { id: string; slug: string; name: string; acronym: string | null };

const leadOf = (lead: Lead | null) =>
  lead && { id: lead.id, slug: lead.slug, name: lead.acronym ?? lead.name };

/**
 * A theme with its description, facts and position in the agenda.
 * @throws 404 for an unknown id.
 */
export async function findTheme(
  { personId }: Viewer,
  id: string | undefined,
  locale: Locale,
): Promise<ThemePage> {
  const theme = id
    ? await db.theme.findUnique({
        where: { id },
        include: {
          lead: organisationName,
          parent: true,
          children: { where: { archivedAt: null }, orderBy: agendaOrder },
          follows: { where: { personId } },
        },
      })
    : null;
  if (!theme) notFound();
  const facts = newThemeSchema.shape.facts.parse(theme.facts);
  return {
    ...cardOf(theme, locale),
    description: inLocale(readParagraphs(theme.description), locale),
    facts: facts.map((fact) => ({ ...fact, text: inLocale(fact.text, locale) })),
    lead: leadOf(theme.lead),
    parent: theme.parent && linkOf(theme.parent, locale),
    children: theme.children.map((child) => linkOf(child, locale)),
    archived: theme.archivedAt !== null,
    follows: theme.follows.length > 0,
  };
}

/** The theme a list is filtered by; null for an unknown theme. */
export async function findNarrowing(
  _viewer: Viewer,
  params: URLSearchParams,
  locale: Locale,
): Promise<ThemeLink | null> {
  const id = idFromAddress(params.get("theme") ?? undefined);
  const theme = id ? await db.theme.findUnique({ where: { id } }) : null;
  return theme && linkOf(theme, locale);
}

/**
 * Follows or unfollows a theme. Idempotent.
 * @throws 404
 */
export async function followTheme(viewer: Viewer, id: string | undefined, follows: boolean): Promise<void> {
  if (!id || !(await db.theme.count({ where: { id } }))) notFound();
  const own = { personId: viewer.personId, themeId: id };
  await inTransaction(async (tx) => {
    const { count } = follows
      ? await tx.themeFollow.createMany({ data: { ...own, createdAt: now() }, skipDuplicates: true })
      : await tx.themeFollow.deleteMany({ where: own });
    const action = follows ? "theme.followed" : "theme.unfollowed";
    if (count > 0) await recordEvent(tx, viewer, action, id);
  });
}

/**
 * Adds a theme at the end of the agenda.
 * @returns its id.
 */
export async function createTheme(tx: Database, theme: NewTheme): Promise<string> {
  const { id } = await tx.theme.create({
    data: { id: newId(), position: await tx.theme.count(), createdAt: now(), ...theme },
  });
  return id;
}

type Shown = Pick<Theme, "id" | "slug" | "colour" | "icon" | "name">;

function linkOf({ id, slug, colour, icon, name }: Shown, locale: Locale) {
  return { id, slug, colour, icon, name: inLocale(readVariants(name), locale) };
}

function cardOf(theme: Shown & Pick<Theme, "summary">, locale: Locale): ThemeCard {
  return { ...linkOf(theme, locale), summary: inLocale(readVariants(theme.summary), locale) };
}
