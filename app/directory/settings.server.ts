import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { slugOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { readVariants } from "../i18n/variants-schema.server";
import { indexOrganisations } from "../organisations/index.server";
import { now } from "../services/services.server";
import { directoryPolicy } from "./policy";

/**
 * Data of the secretariat's directory page.
 * @throws 404 for everyone else.
 */
export async function readDirectorySettings(viewer: Viewer) {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
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
    opens: allows(viewer, directoryPolicy["directory.open"]),
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

/** Opens or closes the directory to the public; it shows only organisations opened to the public. */
export async function openDirectory(viewer: Viewer, open: boolean): Promise<void> {
  if (!allows(viewer, directoryPolicy["directory.open"])) notFound();
  await inTransaction(async (tx) => {
    const publicSince = open ? now() : null;
    await tx.directorySettings.upsert({
      where: { row: "only" },
      create: { publicSince },
      update: { publicSince },
    });
    await recordEvent(tx, viewer, open ? "directory.opened" : "directory.closed", null);
  });
}

/**
 * Shows or hides an organisation in the public directory.
 * @throws 404 for all but administrators.
 */
export async function openOrganisation(viewer: Viewer, id: string | undefined, open: boolean): Promise<void> {
  if (!id || !allows(viewer, directoryPolicy["directory.open"])) notFound();
  await inTransaction(async (tx) => {
    const { count } = await tx.organisation.updateMany({ where: { id }, data: { openToPublic: open } });
    if (count === 0) notFound();
    await indexOrganisations(tx, [id]);
    await recordEvent(tx, viewer, open ? "profile.opened" : "profile.closed", id);
  });
}

/** Adds an organisation type, or changes its labels. */
export async function keepType(
  viewer: Viewer,
  { slug, fr, en }: { slug: string; fr: string; en: string },
): Promise<void> {
  if (!allows(viewer, directoryPolicy["directory.manage"])) notFound();
  const label = { fr, en: en || fr };
  await inTransaction(
    async (tx) => {
      const position = await tx.organisationType.count();
      const known = slug || slugOf(fr);
      await tx.organisationType.upsert({
        where: { slug: known },
        create: { slug: known, label, position },
        update: { label },
      });
      const held = await tx.organisation.findMany({ where: { typeSlug: known }, select: { id: true } });
      await indexOrganisations(
        tx,
        held.map(({ id }) => id),
      );
      await recordEvent(tx, viewer, "directory.type-kept", null, { type: known });
    },
    { timeoutMs: 60_000 },
  );
}
