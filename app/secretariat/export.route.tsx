import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { readForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { limitedExport } from "../shell/limited-export.server";
import { csvResponse } from "../tables/csv.server";
import { exportList } from "./exports.server";

/** Exports are POST only, since each writes an audit entry. */
export const loader = () => redirect("/secretariat");

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const fields = [...(await readForm(args.request))].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const locale = await localeOf(args.request, viewer.locale);
  return await limitedExport(viewer, locale, async () =>
    csvResponse(
      args,
      viewer,
      await exportList(viewer, args.params.list, new URLSearchParams(fields), locale),
    ),
  );
}
