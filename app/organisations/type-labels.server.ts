import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { inTransaction } from "../db/database.server";
import { slugOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { indexOrganisations } from "./index.server";
import { organisationsPolicy } from "./policy";

/** Adds an organisation type, or changes its labels. */
export async function keepType(
  viewer: Viewer,
  { slug, fr, en }: { slug: string; fr: string; en: string },
): Promise<void> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
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
