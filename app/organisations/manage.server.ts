import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import { readVariants } from "../i18n/variants-schema.server";
import { organisationsPolicy } from "./policy";

/**
 * Data of the secretariat's directory page.
 * @throws 404 for everyone else.
 */
export async function readDirectorySettings(viewer: Viewer) {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
  const [settings, open, proposals, types] = await Promise.all([
    db.directorySettings.findUnique({ where: { row: "only" } }),
    db.organisation.count({ where: { openToPublic: true } }),
    db.profileProposal.findMany({
      where: { state: "open" },
      select: { organisation: { select: { id: true, slug: true, name: true } } },
      orderBy: { createdAt: "asc" },
      take: 50,
    }),
    db.organisationType.findMany({
      orderBy: { position: "asc" },
      include: { _count: { select: { organisations: true } } },
    }),
  ]);
  return {
    publicSince: settings?.publicSince?.toISOString() ?? null,
    opens: allows(viewer, organisationsPolicy["directory.open"]),
    open,
    waiting: [...new Map(proposals.map(({ organisation }) => [organisation.id, organisation])).values()],
    types: types.map(({ slug, label, _count }) => ({
      slug,
      count: _count.organisations,
      fr: readVariants(label).fr ?? "",
      en: readVariants(label).en ?? "",
    })),
  };
}
