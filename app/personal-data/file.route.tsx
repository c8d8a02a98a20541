import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { fileResponse } from "../http/download.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { takeSchema } from "./my-data";
import { takeMyData } from "./my-data.server";

/** Nothing is taken away by GET. */
export const loader = () => redirect("/compte/mes-donnees");

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, takeSchema);
  if (submission.status !== "success") badRequest();
  const locale = await localeOf(args.request, viewer.locale);
  const { name, type, parts } = await takeMyData(viewer, submission.value.form, locale);
  return fileResponse(args, viewer, { name, type, parts });
}
