import { readsNetwork, type Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { readableThreads } from "../discussions/visibility.server";
import { readableDocuments } from "../documents/rights.server";
import { addressOf } from "../http/addresses";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { knownSpaces } from "../workspaces/access.server";
import type { NoticeThing } from "./notices";

/** A thing with its current name, as the viewer may see it, and its address. */
export interface Thing {
  title: string | null;
  to: string;
}

interface Named {
  thing: NoticeThing;
  thingId: string;
}

export const keyOf = ({ thing, thingId }: Named): string => `${thing} ${thingId}`;

/** The names and addresses of these things, as far as the viewer may know them now. */
export async function findThings(
  viewer: Viewer,
  named: readonly Named[],
  locale: Locale,
): Promise<ReadonlyMap<string, Thing>> {
  const of = (wanted: NoticeThing) => [
    ...new Set(named.filter(({ thing }) => thing === wanted).map(({ thingId }) => thingId)),
  ];
  const titled = { id: true, slug: true, title: true } as const;
  const [threads, documents, spaces, themes, organisations, recommendations] = await Promise.all([
    db.thread.findMany({
      where: { AND: [{ id: { in: of("thread") } }, readableThreads(viewer)] },
      select: titled,
    }),
    db.document.findMany({
      where: { AND: [{ id: { in: of("document") } }, readableDocuments(viewer)] },
      select: titled,
    }),
    db.space.findMany({
      where: { AND: [{ id: { in: of("space") } }, knownSpaces(viewer)] },
      select: { id: true, slug: true, name: true },
    }),
    db.theme.findMany({ where: { id: { in: of("theme") } }, select: { id: true, slug: true, name: true } }),
    db.organisation.findMany({
      where: { id: { in: of("organisation") } },
      select: { id: true, slug: true, name: true },
    }),
    readsNetwork(viewer)
      ? db.recommendation.findMany({
          where: { id: { in: of("recommendation") } },
          select: { id: true, number: true, source: true },
        })
      : [],
  ]);
  const things = new Map<string, Thing>();
  const add = (thing: NoticeThing, thingId: string, title: string | null, to: string) =>
    things.set(keyOf({ thing, thingId }), { title, to });
  for (const row of threads) add("thread", row.id, row.title, `/fils/${addressOf(row)}`);
  for (const row of documents) add("document", row.id, row.title, `/textes/${addressOf(row)}`);
  for (const row of spaces) add("space", row.id, row.name, `/espaces/${addressOf(row)}`);
  for (const row of themes)
    add("theme", row.id, inLocale(readVariants(row.name), locale), `/themes/${addressOf(row)}`);
  for (const row of organisations) add("organisation", row.id, row.name, `/annuaire/${addressOf(row)}`);
  for (const row of recommendations)
    add("recommendation", row.id, `${row.number} – ${row.source}`, `/recommandations/${row.id}`);
  for (const id of of("account")) add("account", id, null, "/compte");
  for (const id of of("secretariat")) add("secretariat", id, null, "/secretariat");
  return things;
}
