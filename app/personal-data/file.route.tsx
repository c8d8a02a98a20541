import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { fileResponse } from "../authorization/download.server";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { limitedExport } from "../shell/limited-export.server";
import { exportPersonalData } from "./my-data.server";
import { takeSchema } from "./my-data-form.server";

/** No export by GET. */
export const loader = () => redirect("/compte/mes-donnees");

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, takeSchema);
  if (submission.status !== "success") badRequest();
  const locale = await localeOf(args.request, viewer.locale);
  const { form } = submission.value;
  return await limitedExport(viewer, locale, async () =>
    fileResponse(args, viewer, await exportPersonalData(viewer, form, locale)),
  );
}
