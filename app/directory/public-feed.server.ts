import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { addressOf } from "../http/addresses";
import { writeAtom } from "../http/atom";
import { notFound } from "../http/errors";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { indexRowsVisibleTo, isDirectoryPublic } from "../organisations/index-visibility.server";
import { now, settings } from "../services/services.server";
import type catalogue from "./messages.fr.json";

const text = serverMessages<typeof catalogue>("directory");
const maxEntries = 50;

interface FeedRow {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  updatedAt: Date;
}

/**
 * The organisations of the public directory that changed last, as Atom: names only, in the view of everybody.
 * @throws 404 while the directory is closed to the public, as its pages do.
 */
export async function readPublicFeed(locale: Locale): Promise<string> {
  if (!(await isDirectoryPublic())) notFound();
  const rows = await queryPrepared<FeedRow>(Prisma.sql`
    SELECT o."id", o."slug", o."name", ${acronymSeenBy(null)} AS "acronym", o."updatedAt"
    FROM "Organisation" o JOIN "OrganisationIndex" i ON i."organisationId" = o."id"
    WHERE o."openToPublic" AND ${await indexRowsVisibleTo(null)}
    ORDER BY o."updatedAt" DESC, o."id" LIMIT ${maxEntries}`);
  const { publicUrl } = settings();
  return writeAtom({
    id: `${publicUrl}/annuaire-public`,
    title: text(locale, "public.title"),
    self: `${publicUrl}/annuaire-public/flux.atom`,
    link: `${publicUrl}/annuaire-public`,
    locale,
    updated: rows[0]?.updatedAt ?? now(),
    entries: rows.map(({ id, slug, name, acronym, updatedAt }) => ({
      id: `urn:uuid:${id}`,
      title: acronym ? `${name} (${acronym})` : name,
      summary: null,
      link: `${publicUrl}/annuaire-public/${addressOf({ id, slug })}`,
      updated: updatedAt,
    })),
  });
}
