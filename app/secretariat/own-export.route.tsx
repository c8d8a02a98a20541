import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { notFound } from "../http/errors";
import { readForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { limitedExport } from "../shell/limited-export.server";
import { csvResponse } from "../tables/csv.server";
import { exportColleagues } from "./exports.server";

/** Exports are POST only, since each writes an audit entry. */
export const loader = () => redirect("/mon-organisation");

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request);
  const organisation = idFromAddress(String(form.get("structure") ?? ""));
  if (!organisation) notFound();
  const locale = await localeOf(args.request, viewer.locale);
  return await limitedExport(viewer, locale, async () =>
    csvResponse(args, viewer, await exportColleagues(viewer, organisation, locale)),
  );
}
