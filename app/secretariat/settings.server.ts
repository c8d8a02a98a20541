import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import type { Settings } from "./settings-form.server";

/** The network's settings. @throws 404 for everyone but the administrators. */
export async function readNetworkSettings(viewer: Viewer): Promise<Settings> {
  if (viewer.role !== "administrator") notFound();
  const row = await db.network.findUnique({ where: { row: "only" } });
  if (!row) notFound();
  const { name, acronym, accent, locale, joinByRequest, showReaders, neutralInvitations, binDays } = row;
  const language = locale === "en" ? "en" : "fr";
  return {
    networkName: name,
    acronym,
    accent,
    language,
    joinByRequest,
    showReaders,
    neutralInvitations,
    binDays,
  };
}

/** Changes the network's settings. @throws 404 for everyone but the administrators. */
export async function changeNetworkSettings(viewer: Viewer, settings: Settings): Promise<void> {
  if (viewer.role !== "administrator") notFound();
  const { networkName: name, acronym, accent, language: locale, ...rules } = settings;
  const { joinByRequest, showReaders, neutralInvitations, binDays } = rules;
  await inTransaction(async (tx) => {
    await tx.network.update({
      where: { row: "only" },
      data: { name, acronym, accent, locale, joinByRequest, showReaders, neutralInvitations, binDays },
    });
    await recordEvent(tx, viewer, "network.settings-changed", null, {
      joinByRequest,
      showReaders,
      neutral: neutralInvitations,
      ...(binDays !== undefined && { binDays }),
    });
  });
}
