import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { checkForm, readForm } from "../../http/form.server";
import { localeOf } from "../../i18n/locale.server";
import { pageMeta } from "../../shell/page-meta";
import { previewPageSize } from "../../tables/preview-lines";
import { Badge } from "../../ui/badge";
import { SubmitButton } from "../../ui/button";
import { CheckboxField } from "../../ui/choices";
import { Section } from "../../ui/columns";
import { Form } from "../../ui/form";
import { Check, RefreshCw, Trash2 } from "../../ui/icons";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Pagination } from "../../ui/pagination";
import { fieldKey } from "../custom-fields/custom-fields";
import { FieldsProvider } from "../custom-fields/fields-context";
import { useMessages } from "../messages";
import { readLabels } from "../reference-labels.server";
import { ImportColumns, ImportSource } from "./columns-section";
import { chooseInImport } from "./import-choices.server";
import { ImportDone } from "./import-done";
import { importActSchema } from "./import-form.server";
import type { Preview, WrittenImport } from "./import-preview";
import { previewImport } from "./import-preview.server";
import { findWrittenImport, undoImport } from "./import-undo.server";
import { writeImport } from "./import-writing.server";
import { effectTones, ImportLines } from "./lines-section";
import { deleteImport } from "./pending-imports.server";
import { ImportWords } from "./words-section";

export const handle = {
  messages: [
    "organisations.import",
    "organisations.manage",
    "organisations.column",
    "organisations.area",
    "organisations.field",
    "organisations.history",
    "organisations.custom",
    "organisations.level",
    "organisations.group",
    "organisations.language",
  ],
};
export const meta = pageMeta("organisations.import.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const id = idFromAddress(args.params.import);
  const page = Math.max(1, Math.min(1_000, Number.parseInt(params.get("page") ?? "1", 10) || 1));
  const preview = await previewImport(viewer, id, page);
  const labels = await readLabels(await localeOf(args.request, viewer.locale));
  const written = preview ? null : await findWrittenImport(viewer, id);
  return {
    preview,
    written,
    fields: labels.fields,
    lists: preview && {
      type: labels.types.map(({ slug, label }) => ({ value: slug, label })),
      themes: labels.themes.map(({ slug, name }) => ({ value: slug, label: name })),
      regions: labels.regions.map(({ code, name }) => ({ value: code, label: name })),
      departements: labels.departements.map(({ slug, name }) => ({ value: slug, label: name })),
    },
    stopped: params.has("erreurs"),
  };
}

/** Saves choices, writes or deletes the file, or undoes a written import. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.import);
  const form = await readForm(args.request);
  const submission = checkForm(form, importActSchema);
  if (submission.status !== "success") badRequest();
  const { what, sheet, header, dropAll, leaveWrong } = submission.value;
  const here = `/secretariat/annuaire/import/${id}`;
  if (what === "undo") {
    await undoImport(viewer, id);
    return redirect(here);
  }
  if (what === "forget") {
    await deleteImport(viewer, id);
    return redirect("/secretariat/annuaire");
  }
  const chosen = await chooseInImport(viewer, id, {
    ...choicesIn(form),
    sheet,
    headerRow: header,
    // The page shows the checkbox only when something can be dropped.
    dropAll: form.has("mayDropAll") ? dropAll === "on" : undefined,
  });
  if (typeof chosen !== "string") return data(chosen, { status: 400 });
  // Never writes lines that were not shown in the preview.
  if (what === "choose" || chosen === "reread") return redirect(here);
  const written = await writeImport(viewer, id, leaveWrong === "on");
  return redirect(written ? here : `${here}?erreurs`);
}

/** `column.3` maps the fourth column, `line.12` decides on row 12, `word.1f…` maps a word. */
function choicesIn(form: FormData) {
  const under = (prefix: string) =>
    Object.fromEntries(
      [...form].flatMap(([name, value]) =>
        name.startsWith(prefix) && typeof value === "string"
          ? [[name.slice(prefix.length), value.slice(0, 80)]]
          : [],
      ),
    );
  const [mapping, words] = [under("column."), under("word.")];
  return {
    mapping: Object.keys(mapping).length > 0 ? mapping : undefined,
    words: Object.keys(words).length > 0 ? words : undefined,
    lines: under("line."),
  };
}

const kinds = ["new", "update", "same", "suspected", "wrong", "left"] as const;

export default function ImportPage() {
  const { preview, written, fields } = useLoaderData<typeof loader>();
  if (written) {
    return (
      <FieldsProvider value={fields}>
        <ImportDone written={written as WrittenImport} />
      </FieldsProvider>
    );
  }
  return preview ? <PreviewPage preview={preview as Preview} /> : null;
}

function PreviewPage({ preview }: { preview: Preview }) {
  const { stopped, lists, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { counts } = preview;
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("manage.title"), to: "/secretariat/annuaire" }]}
        title={t("import.title")}
        lead={t("import.previewLead", { file: preview.fileName, count: preview.total })}
      />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t("import.sheetUnreadable")}>
          {t(`import.refused.${answer.refused}`)}
        </Notice>
      )}
      {stopped && counts.wrong > 0 && (
        <Notice tone="error" role="alert" title={t("import.stopped")}>
          {t("import.stoppedHelp")}
        </Notice>
      )}
      <FieldsProvider value={fields}>
        <Form method="post" className="flow">
          <ImportSource preview={preview} />
          <ImportColumns
            columns={preview.columns}
            custom={fields.map(({ id }) => fieldKey(id))}
            mapping={preview.mapping}
          />
          {preview.words.length > 0 && lists && (
            <ImportWords words={preview.words} more={preview.moreWords} lists={lists} />
          )}
          <Section id="lignes" title={t("import.effects")}>
            <p className="line">
              {kinds.map((kind) =>
                counts[kind] > 0 ? (
                  <Badge key={kind} tone={effectTones[kind]}>
                    {t(`import.count.${kind}`, { count: counts[kind] })}
                  </Badge>
                ) : null,
              )}
            </p>
            <ImportLines lines={preview.lines} />
          </Section>
          {(counts.wrong > 0 || preview.dropAll) && (
            <>
              <input type="hidden" name="mayDropAll" value="on" />
              <CheckboxField name="dropAll" label={t("import.dropAll")} defaultChecked={preview.dropAll} />
            </>
          )}
          {counts.wrong > 0 && (
            <CheckboxField name="leaveWrong" label={t("import.leaveWrong", { count: counts.wrong })} />
          )}
          <div className="line">
            <SubmitButton name="what" value="write" icon={Check} pendingText={t("import.writing")}>
              {t("import.write", { count: counts.new + counts.update })}
            </SubmitButton>
            <SubmitButton name="what" value="choose" kind="plain" icon={RefreshCw}>
              {t("import.again")}
            </SubmitButton>
            <SubmitButton name="what" value="forget" kind="quiet" icon={Trash2}>
              {t("import.forget")}
            </SubmitButton>
          </div>
          <p className="meta">{t("import.allOrNothing")}</p>
        </Form>
      </FieldsProvider>
      <Pagination
        page={preview.page}
        pageSize={previewPageSize}
        total={preview.total}
        toPage={(page) => `/secretariat/annuaire/import/${preview.id}?page=${page}`}
      />
    </div>
  );
}
