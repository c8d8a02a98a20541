import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { indexOrganisations } from "./index.server";
import { organisationsPolicy } from "./policy";

/** Opens or closes the directory to the public; it shows only organisations opened to the public. */
export async function openDirectory(viewer: Viewer, open: boolean): Promise<void> {
  if (!allows(viewer, organisationsPolicy["directory.open"])) notFound();
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
  if (!id || !allows(viewer, organisationsPolicy["directory.open"])) notFound();
  await inTransaction(async (tx) => {
    const { count } = await tx.organisation.updateMany({ where: { id }, data: { openToPublic: open } });
    if (count === 0) notFound();
    await indexOrganisations(tx, [id]);
    await recordEvent(tx, viewer, open ? "profile.opened" : "profile.closed", id);
  });
}
