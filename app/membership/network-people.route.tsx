import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listingPath, readListing } from "../http/pagination";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ExportForm } from "../ui/export-form";
import { UserPlus } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { SearchField } from "../ui/search-field";
import { Table } from "../ui/table";
import { ViewSwitch } from "../ui/view-switch";
import { useMessages } from "./messages";
import { type PeopleFilter, type PersonRow, peopleFilters } from "./network-people";
import { listPeople } from "./network-people.server";

export const handle = { messages: ["membership.people", "membership.role", "membership.networkRole"] };
export const meta = pageMeta("membership.people.title");

const address = "/secretariat/personnes";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const asked = { ...readListing(params), filter: readFilter(params.get("voir")) };
  return {
    q: asked.q,
    filter: asked.filter,
    further: asked.after !== null,
    ...(await listPeople(viewer, asked)),
  };
}

const readFilter = (value: string | null): PeopleFilter =>
  peopleFilters.find((filter) => filter === value) ?? "";

export default function PeoplePage() {
  const { q, filter, further, total, rows, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  const narrowed = { q, voir: filter };
  return (
    <>
      <PageHeader
        title={t("people.title")}
        lead={t("people.lead")}
        actions={
          <>
            <ButtonLink kind="main" icon={UserPlus} to="/invitations/nouvelle">
              {t("people.invite")}
            </ButtonLink>
            <ExportForm action="/secretariat/exports/personnes" fields={narrowed}>
              {t("people.export")}
            </ExportForm>
          </>
        }
      />
      <SearchField
        action={address}
        label={t("people.search")}
        placeholder={t("people.placeholder")}
        defaultValue={q}
      >
        {filter && <input type="hidden" name="voir" value={filter} />}
      </SearchField>
      <ViewSwitch
        label={t("people.filters")}
        choices={peopleFilters.map((each) => ({
          to: listingPath(address, { q, voir: each }),
          label: t(`people.filter.${each || "all"}`),
          current: each === filter,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState drawing="people" title={t("people.nothing")}>
          {t("people.nothingHelp")}
        </EmptyState>
      ) : (
        <Table
          caption={t("people.count", { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              header: t("people.name"),
              heading: true,
              cell: (person) => <Name person={person} />,
            },
            { key: "places", header: t("people.places"), cell: (person) => <Places person={person} /> },
            {
              key: "sessions",
              header: t("people.sessions"),
              numeric: true,
              cell: ({ sessions }) => sessions,
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

function Name({ person: { id, name, email, role } }: { person: PersonRow }) {
  const t = useMessages();
  return (
    <>
      <Link to={`${address}/${id}`}>{name}</Link>{" "}
      {role && <Badge tone="accent">{t(`networkRole.${role}`)}</Badge>}
      <br />
      <span className="meta">{email}</span>
    </>
  );
}

function Places({ person: { memberships } }: { person: PersonRow }) {
  const t = useMessages();
  if (memberships.length === 0) return <span className="meta">{t("people.noPlace")}</span>;
  return (
    <ul>
      {memberships.map(({ id, organisation, organisationId, role }) => (
        <li key={id}>
          <Link to={`/secretariat/organisations/${organisationId}`}>{organisation}</Link>{" "}
          <span className="meta">{t(`role.${role}`)}</span>
        </li>
      ))}
    </ul>
  );
}
