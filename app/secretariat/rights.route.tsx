import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { packJson, unpackJson } from "../http/packed-json";
import { useLocale } from "../i18n/messages";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { ListFilter } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";
import rightsStyles from "./rights.css?url";
import { keyOf, type MatrixRow, meaningOf, readableAddress } from "./rights-matrix";
import { readRightsTable } from "./rights-table.server";

export const links = () => [{ rel: "stylesheet", href: rightsStyles }];
export const handle = { messages: ["secretariat.rights"] };
export const meta = pageMeta("secretariat.rights.title");

type Key = keyof typeof catalogue;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return packJson(readRightsTable(viewer, new URL(args.request.url).searchParams.get("role")));
}

export default function RightsPage() {
  const { columns, rows, chosen } = unpackJson(useLoaderData<typeof loader>());
  const t = useMessages();
  const nameOf = (column: string) => t(`rights.role.${keyOf(column)}` as Key);
  const nameOfArea = (area: string) => t(`rights.area.${area}` as Key);
  const shown = chosen ? [chosen] : columns;
  return (
    <>
      <PageHeader title={t("rights.title")} lead={t("rights.lead")} />
      <Form action="/secretariat/droits" className="form">
        <SelectField
          id="role"
          name="role"
          label={t("rights.filter")}
          placeholder={t("rights.everyRole")}
          options={columns.map((column) => ({ value: column, label: nameOf(column) }))}
          defaultValue={chosen ?? ""}
        />
        <div className="line">
          <SubmitButton kind="plain" icon={ListFilter}>
            {t("rights.show")}
          </SubmitButton>
        </div>
      </Form>
      <Facts
        facts={shown.map((column) => ({
          term: nameOf(column),
          value: t(`rights.who.${keyOf(column)}` as Key),
        }))}
      />
      {groupsOf(rows).map(([area, ofArea]) => (
        <details key={area} className="rights-area" open={chosen !== null}>
          <summary>
            {nameOfArea(area)} <span className="count">{ofArea.length}</span>
          </summary>
          <Table
            caption={nameOfArea(area)}
            hideCaption
            rows={ofArea}
            rowKey={({ method, address }) => `${method} ${address}`}
            columns={[
              {
                key: "address",
                header: t("rights.address"),
                heading: true,
                cell: (row) => <Address row={row} />,
              },
              ...shown.map((column, index) => ({
                key: column,
                header: nameOf(column),
                cell: ({ method, cells }: MatrixRow) =>
                  t(`rights.answer.${meaningOf(method, cells[index] ?? "")}` as Key),
              })),
            ]}
          />
        </details>
      ))}
      <p className="meta">{t("rights.source")}</p>
    </>
  );
}

const areas = [
  "espaces",
  "fils",
  "textes",
  "themes",
  "annuaire",
  "compte",
  "secretariat",
  "journal",
] as const;

/** The rows by area of the portal, from the first segment of their address; the few others together. */
function groupsOf(rows: readonly MatrixRow[]): [string, MatrixRow[]][] {
  const groups = new Map<string, MatrixRow[]>([...areas, "others"].map((area) => [area, []]));
  for (const row of rows) {
    const [, first = ""] = row.address.split("/");
    (groups.get(first) ?? groups.get("others"))?.push(row);
  }
  return [...groups].filter(([, ofArea]) => ofArea.length > 0);
}

function Address({ row: { method, address, remark } }: { row: MatrixRow }) {
  const locale = useLocale();
  const t = useMessages();
  const nameOf = (parameter: string) =>
    t(isNamed(parameter) ? `rights.parameter.${parameter}` : "rights.parameter.other");
  return (
    <>
      {t(method === "GET" ? "rights.read" : "rights.write")}{" "}
      <code lang="fr">{readableAddress(address, nameOf)}</code>
      {/* The file's remarks exist in one language only. */}
      {remark && locale === "en" && <div className="meta">{remark}</div>}
    </>
  );
}

/** URL parameters with a message of their own. */
const namedParameters = [
  ...(["document", "file", "import", "invitation", "list", "mandate", "organisation"] as const),
  ...(["person", "post", "space", "theme", "thread"] as const),
] as const;
type NamedParameter = (typeof namedParameters)[number];

const isNamed = (parameter: string): parameter is NamedParameter =>
  (namedParameters as readonly string[]).includes(parameter);
