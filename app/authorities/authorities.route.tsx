import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayWrite } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Landmark, Plus } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { type AuthorityRow, authorityPath } from "./authorities";
import styles from "./authorities.css?url";
import { listAuthorities } from "./authorities.server";
import { useMessages } from "./messages";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = { messages: ["authorities.list"] };
export const meta = pageMeta("authorities.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return { authorities: await listAuthorities(viewer), writes: mayWrite(viewer) };
}

/** After this number of days a silence is marked. */
const longSilence = 30;

export default function AuthoritiesPage() {
  const { authorities, writes } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          writes && (
            <ButtonLink icon={Plus} to="/autorites/nouvelle">
              {t("list.new")}
            </ButtonLink>
          )
        }
      />
      {authorities.length === 0 ? (
        <EmptyState icon={Landmark} title={t("list.empty")}>
          {t("list.emptyHelp")}
        </EmptyState>
      ) : (
        <Table
          caption={t("list.title")}
          hideCaption
          rows={authorities}
          rowKey={({ id }) => id}
          columns={[
            { key: "name", header: t("list.name"), heading: true, cell: nameOf },
            { key: "asked", header: t("list.asked"), numeric: true, cell: ({ asked }) => asked || "–" },
            {
              key: "overdue",
              header: t("list.overdue"),
              numeric: true,
              cell: ({ overdue }) => (overdue ? <Badge tone="alert">{overdue}</Badge> : "–"),
            },
            {
              key: "silence",
              header: t("list.silence"),
              numeric: true,
              cell: ({ silence }) =>
                silence === null ? (
                  "–"
                ) : (
                  <Badge tone={silence > longSilence ? "alert" : "ochre"}>
                    {t("list.days", { days: silence })}
                  </Badge>
                ),
            },
          ]}
        />
      )}
      <p className="meta">{t("list.silenceHelp")}</p>
    </div>
  );
}

/** The level in the State is shown by an indent, and said in the name of the authority above. */
const nameOf = (row: AuthorityRow) => (
  <span className="depth" data-depth={row.depth}>
    <Link to={authorityPath(row)}>{row.name}</Link>
    {row.acronym && <span className="meta"> {row.acronym}</span>}
  </span>
);
