import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { localeOf, locales } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Archive, ArchiveRestore } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { changeTheme, findEditable, prepareTheme } from "./agenda.server";
import { useMessages } from "./messages";
import { ThemeFields } from "./theme-fields";
import { themePath } from "./themes";
import { themeFormSchema } from "./themes-form.server";

export const handle = { messages: ["themes.edit", "themes.form", "themes.icon"] };
export const meta = pageMeta("themes.edit.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const theme = await findEditable(viewer, idFromAddress(args.params.theme));
  const { organisations, parents } = await prepareTheme(
    viewer,
    await localeOf(args.request, viewer.locale),
    theme.id,
  );
  return { theme, organisations, parents, locales: [...locales()] };
}

/** Saves the theme; on a version conflict, redisplays the form with the sent values and a notice. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { id } = await findEditable(viewer, idFromAddress(args.params.theme));
  const submission = await parseForm(args.request, themeFormSchema(locales()));
  if (submission.status !== "success") {
    if (submission.error?.version) badRequest();
    return data({ result: submission.reply(), overtaken: false }, { status: 400 });
  }
  if (await changeTheme(viewer, id, submission.value)) return redirect(saying(`/themes/${id}`, "saved"));
  return data({ result: submission.reply(), overtaken: true }, { status: 409 });
}

export default function EditThemePage() {
  const { theme, locales, organisations, parents } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const name = theme.filled.name.fr ?? "";
  return (
    <div className="flow">
      <PageHeader
        crumbs={[
          { to: "/secretariat/themes", label: t("edit.agenda") },
          { to: themePath(theme), label: name },
        ]}
        title={t("edit.title")}
      />
      {answer?.overtaken && (
        <Notice tone="warning" role="alert" title={t("edit.overtaken")}>
          {t("edit.overtakenHelp", { name })} <Link to={themePath(theme)}>{t("edit.see")}</Link>
        </Notice>
      )}
      <ThemeFields
        locales={locales}
        organisations={organisations}
        parents={parents}
        lastResult={answer?.result}
        given={theme.filled}
        submit={t("edit.submit")}
      />
      <Section id="archive" title={t(theme.archived ? "edit.restoreTitle" : "edit.archiveTitle")}>
        <p className="meta">{t(theme.archived ? "edit.restoreHelp" : "edit.archiveHelp")}</p>
        <Form method="post" action="/secretariat/themes">
          <input type="hidden" name="theme" value={theme.id} />
          <input type="hidden" name="what" value={theme.archived ? "restore" : "archive"} />
          <SubmitButton kind="plain" icon={theme.archived ? ArchiveRestore : Archive}>
            {t(theme.archived ? "edit.restore" : "edit.archive")}
          </SubmitButton>
        </Form>
      </Section>
    </div>
  );
}
