import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { fileResponse } from "../authorization/download.server";
import { requireViewer } from "../authorization/viewer.server";
import { readForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { now } from "../services/services.server";
import { limitedExport } from "../shell/limited-export.server";
import { readJournalFilters } from "./journal";
import { exportJournal } from "./journal.server";

/** No export by GET. */
export const loader = () => redirect("/journal");

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const filters = readJournalFilters(await readForm(args.request));
  const locale = await localeOf(args.request, viewer.locale);
  return await limitedExport(viewer, locale, async () => {
    const parts = await exportJournal(viewer, filters, locale);
    const name = `journal-${now().toISOString().slice(0, 10)}.csv`;
    return fileResponse(args, viewer, { name, type: "text/csv; charset=utf-8", parts });
  });
}
