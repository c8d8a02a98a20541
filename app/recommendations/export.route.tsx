import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { notFound } from "../http/errors";
import { localeOf } from "../i18n/locale.server";
import { today } from "../network/today.server";
import { limitedExport } from "../shell/limited-export.server";
import { csvResponse } from "../tables/csv.server";
import { exportFormats, exportMatrix, workbookOf } from "./export.server";
import { readMatrixQuery } from "./matrix";

/** Exports only by POST; GET redirects. */
export const loader = () => redirect("/recommandations");

/** The filtered table as a file; filters are in the URL, as on its page. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { searchParams } = new URL(args.request.url);
  const format = exportFormats.find((each) => each === (searchParams.get("format") ?? "csv"));
  if (!format) notFound();
  const locale = await localeOf(args.request, viewer.locale);
  return await limitedExport(viewer, locale, async () => {
    const table = await exportMatrix(viewer, readMatrixQuery(searchParams), format, locale);
    const name = `recommandations-${await today()}`;
    if (format !== "xlsx") return csvResponse(args, viewer, { name, ...table });
    return new Response(new Uint8Array(await workbookOf(table)), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="${name}.xlsx"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
