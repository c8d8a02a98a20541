import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "../house/page-meta";
import { inOnePiece, readPiece } from "../http/piece";
import { requireViewer } from "../http/viewer.server";
import { useLocale } from "../i18n/texts";
import { SubmitButton } from "../ui/button";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { ListFilter } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { keyOf, type MatrixRow, meaningOf, readableAddress } from "./matrix";
import type catalogue from "./messages.fr.json";
import { readRights } from "./rights.server";
import { useTexts } from "./texts";

export const handle = { messages: ["rights"] };
export const meta = pageMeta("rights.title");

type Key = keyof typeof catalogue;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return inOnePiece(readRights(viewer, new URL(args.request.url).searchParams.get("role")));
}

export default function RightsPage() {
  const { columns, rows, chosen } = readPiece(useLoaderData<typeof loader>());
  const t = useTexts();
  const nameOf = (column: string) => t(`role.${keyOf(column)}` as Key);
  const shown = chosen ? [chosen] : columns;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Form action="/secretariat/droits" className="form">
        <SelectField
          id="role"
          name="role"
          label={t("filter")}
          placeholder={t("everyRole")}
          options={columns.map((column) => ({ value: column, label: nameOf(column) }))}
          defaultValue={chosen ?? ""}
        />
        <div className="line">
          <SubmitButton kind="plain" icon={ListFilter}>
            {t("show")}
          </SubmitButton>
        </div>
      </Form>
      <Facts
        facts={shown.map((column) => ({
          term: nameOf(column),
          value: t(`who.${keyOf(column)}` as Key),
        }))}
      />
      <Table
        caption={t("caption")}
        rows={rows}
        rowKey={({ method, address }) => `${method} ${address}`}
        columns={[
          { key: "address", header: t("address"), heading: true, cell: (row) => <Address row={row} /> },
          ...shown.map((column, index) => ({
            key: column,
            header: nameOf(column),
            cell: ({ method, cells }: MatrixRow) =>
              t(`answer.${meaningOf(method, cells[index] ?? "")}` as Key),
          })),
        ]}
      />
      <p className="meta">{t("source")}</p>
    </>
  );
}

function Address({ row: { method, address, remark } }: { row: MatrixRow }) {
  const locale = useLocale();
  const t = useTexts();
  const nameOf = (parameter: string) => t(isNamed(parameter) ? `parameter.${parameter}` : "parameter.other");
  return (
    <>
      {t(method === "GET" ? "read" : "write")} <code>{readableAddress(address, nameOf)}</code>
      {/* The file has its remarks in one language. */}
      {remark && locale === "en" && <div className="meta">{remark}</div>}
    </>
  );
}

/** Parameters of addresses that have a word of their own. */
const namedParameters = [
  ...(["document", "file", "import", "invitation", "list", "mandate", "organisation"] as const),
  ...(["person", "post", "space", "theme", "thread"] as const),
] as const;
type NamedParameter = (typeof namedParameters)[number];

const isNamed = (parameter: string): parameter is NamedParameter =>
  (namedParameters as readonly string[]).includes(parameter);
