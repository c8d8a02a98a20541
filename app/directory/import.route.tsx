import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "../house/page-meta";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { requireViewer } from "../http/viewer.server";
import { Badge, type BadgeTone } from "../ui/badge";
import { ButtonLink, SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Check, RefreshCw, Trash2 } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { columns } from "./columns";
import {
  chooseInImport,
  type Effect,
  forgetImport,
  type PreviewLine,
  previewImport,
  previewPageSize,
  writeImport,
} from "./imports.server";
import { importActSchema } from "./manage";
import { useTexts } from "./texts";

export const handle = {
  messages: ["directory.import", "directory.manage", "directory.column", "directory.list"],
};
export const meta = pageMeta("directory.import.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const page = Math.max(1, Math.min(1_000, Number.parseInt(params.get("page") ?? "1", 10) || 1));
  const preview = await previewImport(viewer, idFromAddress(args.params.import), page);
  return { preview, pageSize: previewPageSize, stopped: params.has("erreurs") };
}

/** Keeps what was chosen, writes the file, or forgets it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.import);
  const form = await readForm(args.request);
  const submission = checkForm(form, importActSchema);
  if (submission.status !== "success") badRequest();
  const here = `/secretariat/annuaire/import/${id}`;
  if (submission.value.what === "forget") {
    await forgetImport(viewer, id);
    return redirect("/secretariat/annuaire");
  }
  await chooseInImport(viewer, id, choicesIn(form));
  if (submission.value.what === "choose") return redirect(here);
  const written = await writeImport(viewer, id, submission.value.leaveWrong === "on");
  return redirect(written ? here : `${here}?erreurs`);
}

/** `column.3` says what the fourth column is, `line.12` what to do with the twelfth line. */
function choicesIn(form: FormData) {
  const under = (prefix: string) =>
    Object.fromEntries(
      [...form].flatMap(([name, value]) =>
        name.startsWith(prefix) && typeof value === "string"
          ? [[name.slice(prefix.length), value.slice(0, 80)]]
          : [],
      ),
    );
  const mapping = under("column.");
  return { mapping: Object.keys(mapping).length > 0 ? mapping : undefined, choices: under("line.") };
}

const tones: Record<Effect["kind"], BadgeTone> = {
  ...{ new: "leaf", update: "accent", suspected: "ochre", left: "neutral", wrong: "alert" },
};
const kinds = ["new", "update", "suspected", "wrong", "left"] as const;

export default function ImportPage() {
  const { preview, pageSize, stopped } = useLoaderData<typeof loader>();
  const { counts, written } = preview;
  const t = useTexts();
  if (written) {
    return (
      <>
        <PageHeader
          crumbs={[{ label: t("manage.title"), to: "/secretariat/annuaire" }]}
          title={t("import.done")}
        />
        <Notice tone="done" role="status" actions={<ButtonLink to="/annuaire">{t("list.all")}</ButtonLink>}>
          {t("import.doneLead", written)}
        </Notice>
      </>
    );
  }
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("manage.title"), to: "/secretariat/annuaire" }]}
        title={t("import.title")}
        lead={t("import.previewLead", { file: preview.fileName, count: preview.total })}
      />
      {stopped && counts.wrong > 0 && (
        <Notice tone="error" role="alert" title={t("import.stopped")}>
          {t("import.stoppedHelp")}
        </Notice>
      )}
      <Form method="post" className="flow">
        <Section id="colonnes" title={t("import.mapping")}>
          <p className="meta">{t("import.mappingHelp")}</p>
          <Mapping />
        </Section>
        <Section id="lignes" title={t("import.effects")}>
          <p className="line">
            {kinds.map((kind) =>
              counts[kind] > 0 ? (
                <Badge key={kind} tone={tones[kind]}>
                  {t(`import.count.${kind}`, { count: counts[kind] })}
                </Badge>
              ) : null,
            )}
          </p>
          <Lines lines={preview.lines as PreviewLine[]} />
        </Section>
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
      <Pagination
        page={preview.page}
        pageSize={pageSize}
        total={preview.total}
        toPage={(page) => `/secretariat/annuaire/import/${preview.id}?page=${page}`}
      />
    </div>
  );
}

function Mapping() {
  const { preview } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <div className="cards">
      {preview.header.map((title, index) => (
        <SelectField
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a file keep their places
          key={index}
          name={`column.${index}`}
          label={title || t("import.unnamed", { number: index + 1 })}
          hint={preview.example[index]?.slice(0, 60)}
          defaultValue={preview.mapping[String(index)] ?? ""}
          placeholder={t("import.ignored")}
          options={columns.map((column) => ({ value: column, label: t(`column.${column}`) }))}
        />
      ))}
    </div>
  );
}

function Lines({ lines }: { lines: PreviewLine[] }) {
  const t = useTexts();
  return (
    <Table
      caption={t("import.effects")}
      hideCaption
      rows={lines}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: "number", header: t("import.line"), numeric: true, cell: ({ number }) => number },
        { key: "name", header: t("column.name"), heading: true, cell: ({ name }) => name || "—" },
        {
          key: "kind",
          header: t("import.effect"),
          cell: ({ effect }) => <Badge tone={tones[effect.kind]}>{t(`import.kind.${effect.kind}`)}</Badge>,
        },
        { key: "why", header: t("import.why"), cell: (line) => <Why line={line} /> },
      ]}
    />
  );
}

/** Why a line does what it does, and the choice where there is one. */
function Why({ line: { number, effect } }: { line: PreviewLine }) {
  const t = useTexts();
  if (effect.kind === "update") return <Link to={`/annuaire/${effect.id}`}>{effect.name}</Link>;
  if (effect.kind === "wrong")
    return t(`import.wrong.${effect.why}` as "import.wrong.noName", { what: effect.what });
  if (effect.kind !== "suspected") return null;
  return (
    <SelectField
      name={`line.${number}`}
      label={t("import.choose", { line: number })}
      hideLabel
      defaultValue=""
      placeholder={t("import.undecided")}
      options={[
        ...effect.alike.map(({ id, name }) => ({ value: id, label: t("import.updateThis", { name }) })),
        { value: "new", label: t("import.createAnyway") },
        { value: "left", label: t("import.leave") },
      ]}
    />
  );
}
