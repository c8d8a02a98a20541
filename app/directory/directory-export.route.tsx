import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { notFound } from "../http/errors";
import { localeOf } from "../i18n/locale.server";
import { now } from "../services/services.server";
import { limitedExport } from "../shell/limited-export.server";
import { exportDirectory, exportFormats } from "./directory-export.server";
import { readDirectoryQuery } from "./directory-query-form.server";

/** Exports only by POST; GET redirects. */
export const loader = () => redirect("/annuaire");

/** The filtered list as a file; filters are in the URL, as on the list page. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { searchParams } = new URL(args.request.url);
  const format = exportFormats.find((each) => each === (searchParams.get("format") ?? "csv"));
  if (!format) notFound();
  const locale = await localeOf(args.request, viewer.locale);
  return await limitedExport(viewer, locale, async () => {
    const { body, type } = await exportDirectory(viewer, readDirectoryQuery(searchParams), format, locale);
    const day = now().toISOString().slice(0, 10);
    return new Response(new Uint8Array(body), {
      headers: {
        "Content-Type": type,
        "Content-Disposition": `attachment; filename="annuaire-${day}.${format}"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
