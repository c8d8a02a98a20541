import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listAuthorityNames } from "../../authorities/authorities.server";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { checkForm, readForm } from "../../http/form.server";
import { pageMeta } from "../../shell/page-meta";
import { previewPageSize } from "../../tables/preview-lines";
import { Badge, type BadgeTone } from "../../ui/badge";
import { SubmitButton } from "../../ui/button";
import { CheckboxField } from "../../ui/choices";
import { Section } from "../../ui/columns";
import { Form } from "../../ui/form";
import { Check, RefreshCw, Trash2, Undo2 } from "../../ui/icons";
import { SelectField } from "../../ui/inputs";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Pagination } from "../../ui/pagination";
import { Table } from "../../ui/table";
import { useMessages } from "../messages";
import { positions, statuses } from "../recommendations";
import { importColumns } from "./columns";
import { importActSchema } from "./import-form.server";
import { chooseInImport, findImport, forgetImport, previewImport } from "./pending.server";
import type { LineKind } from "./plan.server";
import { undoImport } from "./undo.server";
import { writeImport } from "./write.server";

export const handle = {
  messages: ["recommendations.import", "recommendations.status", "recommendations.position"],
};
export const meta = pageMeta("recommendations.import.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.table);
  const params = new URL(args.request.url).searchParams;
  const page = Math.max(1, Math.min(1_000, Number.parseInt(params.get("page") ?? "1", 10) || 1));
  const preview = await previewImport(viewer, id, page);
  const row = await findImport(viewer, id);
  return {
    preview,
    authorities: preview ? await listAuthorityNames(viewer) : [],
    written: preview
      ? null
      : {
          ...(row.result as { created: number; updated: number }),
          fileName: row.fileName,
          undone: row.undoneAt !== null,
        },
    touched: params.has("touche"),
  };
}

/** Stores choices, writes or deletes the file, or undoes a written import. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.table);
  const form = await readForm(args.request);
  const submission = checkForm(form, importActSchema);
  if (submission.status !== "success") badRequest();
  const { what, ditto } = submission.value;
  const here = `/recommandations/import/${id}`;
  if (what === "undo") return redirect((await undoImport(viewer, id)) ? here : `${here}?touche`);
  if (what === "forget") {
    await forgetImport(viewer, id);
    return redirect("/recommandations/import");
  }
  await chooseInImport(viewer, id, {
    mapping: under(form, "column."),
    words: under(form, "word."),
    ditto: ditto === "on",
  });
  if (what === "write") await writeImport(viewer, id);
  return redirect(here);
}

/** `column.3` maps the fourth column, `word.1f…` a word. */
const under = (form: FormData, prefix: string): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === "string"
        ? [[name.slice(prefix.length), value.slice(0, 80)]]
        : [],
    ),
  );

const tones: Record<LineKind, BadgeTone> = {
  wrong: "alert",
  new: "leaf",
  update: "accent",
  same: "neutral",
  ignored: "neutral",
};
const kinds: readonly LineKind[] = ["new", "update", "same", "wrong", "ignored"];

export default function ImportPage() {
  const { preview, written } = useLoaderData<typeof loader>();
  if (written) return <Written />;
  return preview ? <Preview /> : null;
}

function Written() {
  const { written, touched } = useLoaderData<typeof loader>();
  const t = useMessages();
  if (!written) return null;
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/recommandations/import", label: t("import.title") }]}
        title={written.fileName}
        lead={
          written.undone
            ? t("import.undoneLong")
            : t("import.done", { created: written.created, updated: written.updated })
        }
      />
      {touched && <Notice tone="warning" role="alert" title={t("import.touched")} />}
      {!written.undone && (
        <Form method="post">
          <SubmitButton kind="plain" icon={Undo2} name="what" value="undo">
            {t("import.undo")}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}

function Preview() {
  const { preview } = useLoaderData<typeof loader>();
  const t = useMessages();
  if (!preview) return null;
  const { counts } = preview;
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/recommandations/import", label: t("import.title") }]}
        title={t("import.title")}
        lead={t("import.previewLead", { file: preview.fileName, count: preview.total })}
      />
      <Form method="post" className="flow" preventScrollReset>
        <Columns />
        <Words />
        {preview.dittos > 0 && (
          <CheckboxField
            name="ditto"
            label={t("import.ditto", { count: preview.dittos })}
            defaultChecked={preview.ditto}
          />
        )}
        <Section id="lignes" title={t("import.lines")}>
          <p className="line" role="status">
            {kinds.map((kind) =>
              counts[kind] > 0 ? (
                <Badge key={kind} tone={tones[kind]}>
                  {t(`import.kind.${kind}`, { count: counts[kind] })}
                </Badge>
              ) : null,
            )}
          </p>
          <Table
            caption={t("import.lines")}
            hideCaption
            rows={preview.lines}
            rowKey={({ number }) => String(number)}
            columns={[
              { key: "number", header: t("import.line"), numeric: true, cell: ({ number }) => number },
              {
                key: "effect",
                header: t("import.effect"),
                cell: ({ kind, because }) => (
                  <>
                    <Badge tone={tones[kind]}>{t(`import.kind.${kind}`, { count: 0 })}</Badge>
                    {because && (
                      <span className="meta">
                        {" "}
                        {t(`import.because.${because.reason}`, { value: because.value ?? "" })}
                      </span>
                    )}
                  </>
                ),
              },
              {
                key: "what",
                header: t("import.what"),
                heading: true,
                cell: ({ text, authorities }) => (
                  <>
                    {text}
                    <span className="meta"> {authorities}</span>
                  </>
                ),
              },
            ]}
          />
        </Section>
        {counts.wrong > 0 && <p>{t("import.wrongLeft")}</p>}
        <div className="line">
          <SubmitButton name="what" value="write" icon={Check}>
            {t("import.write", { count: counts.new + counts.update })}
          </SubmitButton>
          <SubmitButton name="what" value="choose" kind="plain" icon={RefreshCw}>
            {t("import.again")}
          </SubmitButton>
          <SubmitButton name="what" value="forget" kind="quiet" icon={Trash2}>
            {t("import.forget")}
          </SubmitButton>
        </div>
      </Form>
      <Pagination
        page={preview.page}
        pageSize={previewPageSize}
        total={preview.total}
        toPage={(page) => `/recommandations/import/${preview.id}?page=${page}`}
      />
    </div>
  );
}

function Columns() {
  const { preview } = useLoaderData<typeof loader>();
  const t = useMessages();
  if (!preview) return null;
  const extra = preview.columns.filter(({ index, title }) => title && !preview.mapping[String(index)]);
  return (
    <details className="disclosure">
      <summary>{t("import.columns")}</summary>
      <div className="form">
        {preview.columns.map(({ index, title, example }) => (
          <SelectField
            key={index}
            name={`column.${index}`}
            label={title || `${index + 1}`}
            hint={example}
            placeholder={t("import.ignored")}
            defaultValue={preview.mapping[String(index)] ?? ""}
            options={importColumns.map((column) => ({ value: column, label: t(`import.column.${column}`) }))}
          />
        ))}
      </div>
      {extra.length > 0 && <p>{t("import.extra", { titles: extra.map(({ title }) => title).join(", ") })}</p>}
    </details>
  );
}

function Words() {
  const { preview, authorities } = useLoaderData<typeof loader>();
  const t = useMessages();
  if (!preview || preview.words.length === 0) return null;
  const names = authorities.map(({ id, name }) => ({ value: id, label: name }));
  const options = {
    authority: [
      { value: "new", label: t("import.newAuthority") },
      { value: "-", label: t("import.ignoreWord") },
      ...names,
    ],
    status: statuses.map((value) => ({ value: value as string, label: t(`status.${value}`) })),
    position: positions.map((value) => ({ value: value as string, label: t(`position.${value}`) })),
  };
  return (
    <Section id="mots" title={t("import.words")}>
      <div className="form">
        {preview.words.map(({ key, column, word, lines, value }) => (
          <SelectField
            key={key}
            name={`word.${key}`}
            label={word}
            hint={t("import.wordLines", { count: lines })}
            placeholder={t("import.choose")}
            defaultValue={value}
            options={options[column]}
          />
        ))}
      </div>
    </Section>
  );
}
