import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listingPath, readListing } from "../http/pagination";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ExportForm } from "../ui/export-form";
import { Upload, UserPlus } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { SearchField } from "../ui/search-field";
import { Table } from "../ui/table";
import { Time } from "../ui/time";
import { ViewSwitch } from "../ui/view-switch";
import { InvitationBadge } from "./invitation-badge";
import { listInvitations } from "./invitation-lists.server";
import { type InvitationState, invitationStates } from "./invitations";
import { useInvitedTo } from "./invited-to";
import { useMessages } from "./messages";

export const handle = { messages: ["invitations.list", "invitations.state", "invitations.section"] };
export const meta = pageMeta("invitations.list.title");

const address = "/secretariat/invitations";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const asked = { ...readListing(params), state: readState(params.get("etat")) };
  const part = await listInvitations(viewer, asked);
  const invites = viewer.role === "administrator";
  return { q: asked.q, state: asked.state, further: asked.after !== null, invites, ...part };
}

const readState = (value: string | null): InvitationState | "" =>
  invitationStates.find((state) => state === value) ?? "";

export default function InvitationsPage() {
  const { q, state, further, invites, total, rows, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  const wordsOf = useInvitedTo();
  const narrowed = { q, etat: state };
  return (
    <>
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          <>
            {invites && (
              <>
                <ButtonLink kind="main" icon={UserPlus} to="/invitations/nouvelle">
                  {t("list.invite")}
                </ButtonLink>
                <ButtonLink icon={Upload} to="/invitations/liste">
                  {t("list.many")}
                </ButtonLink>
              </>
            )}
            <ExportForm action="/secretariat/exports/invitations" fields={narrowed}>
              {t("list.export")}
            </ExportForm>
          </>
        }
      />
      <SearchField
        action={address}
        label={t("list.search")}
        placeholder={t("list.placeholder")}
        defaultValue={q}
      >
        {state && <input type="hidden" name="etat" value={state} />}
      </SearchField>
      <ViewSwitch
        label={t("list.filters")}
        choices={(["", ...invitationStates] as const).map((each) => ({
          to: listingPath(address, { q, etat: each }),
          label: each ? t(`state.${each}`) : t("list.all"),
          current: each === state,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState drawing="letter" title={t("list.nothing")}>
          {t("list.nothingHelp")}
        </EmptyState>
      ) : (
        <Table
          caption={t("list.count", { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "who",
              header: t("list.who"),
              heading: true,
              cell: ({ id, email, name }) => (
                <>
                  <Link to={`/invitations/${id}`}>{name ?? email ?? t("section.paper")}</Link>
                  {name && email && <p className="meta">{email}</p>}
                </>
              ),
            },
            { key: "to", header: t("list.to"), cell: (row) => wordsOf(row) },
            { key: "state", header: t("list.state"), cell: (row) => <InvitationBadge state={row.state} /> },
            {
              key: "made",
              header: t("list.made"),
              cell: ({ createdAt, by }) => (
                <>
                  <Time at={createdAt} look="short" />
                  {by && <p className="meta">{by}</p>}
                </>
              ),
            },
          ]}
        />
      )}
      <PageLinks
        first={further ? listingPath(address, narrowed) : null}
        next={next && listingPath(address, { ...narrowed, after: next })}
      />
    </>
  );
}
