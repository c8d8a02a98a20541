import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf, locales } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { PageHeader } from "../ui/page-header";
import { addTheme, prepareTheme } from "./agenda.server";
import { useMessages } from "./messages";
import { ThemeFields } from "./theme-fields";
import { themePath } from "./themes";
import { themeFormSchema } from "./themes-form.server";

export const handle = { messages: ["themes.new", "themes.form", "themes.icon"] };
export const meta = pageMeta("themes.new.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const form = await prepareTheme(viewer, await localeOf(args.request, viewer.locale));
  return { ...form, locales: [...locales()] };
}

/** Adds the theme at the end of the agenda; redisplays the form with its values when it is invalid. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  await prepareTheme(viewer, await localeOf(args.request, viewer.locale));
  const submission = await parseForm(args.request, themeFormSchema(locales()));
  if (submission.status !== "success") {
    if (submission.error?.key) badRequest();
    return data(submission.reply(), { status: 400 });
  }
  return redirect(themePath(await addTheme(viewer, submission.value)));
}

const blank = {
  name: {},
  summary: {},
  description: {},
  lead: null,
  parent: null,
  version: 0,
  colour: "indigo" as const,
  icon: "scale",
};

export default function NewThemePage() {
  const { key, locales, organisations, parents } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/secretariat/themes", label: t("new.agenda") }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      <ThemeFields
        locales={locales}
        organisations={organisations}
        parents={parents}
        lastResult={lastResult}
        given={blank}
        formKey={key}
        submit={t("new.submit")}
      />
    </div>
  );
}
