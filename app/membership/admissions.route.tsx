import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { listingPath, readListing } from "../http/pagination";
import { pageMeta } from "../shell/page-meta";
import { EmptyState } from "../ui/empty-state";
import { ExportForm } from "../ui/export-form";

import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { SearchField } from "../ui/search-field";
import { Table } from "../ui/table";
import { Time } from "../ui/time";
import { ViewSwitch } from "../ui/view-switch";
import { type OrganisationState, organisationStates } from "./admission";
import { StateBadge } from "./admission-badge";
import { listOrganisations } from "./admissions.server";
import { useMessages } from "./messages";

export const handle = { messages: ["membership.organisations", "membership.state", "membership.class"] };
export const meta = pageMeta("membership.organisations.title");

const address = "/secretariat/organisations";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const asked = { ...readListing(params), state: readState(params.get("etat")) };
  const part = await listOrganisations(viewer, asked);
  return { q: asked.q, state: asked.state, further: asked.after !== null, ...part };
}

const readState = (value: string | null): OrganisationState | "" =>
  organisationStates.find((state) => state === value) ?? "";

export default function OrganisationsPage() {
  const { q, state, further, total, rows, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  const narrowed = { q, etat: state };
  return (
    <>
      <PageHeader
        title={t("organisations.title")}
        lead={t("organisations.lead")}
        actions={
          <ExportForm action="/secretariat/exports/organisations" fields={narrowed}>
            {t("organisations.export")}
          </ExportForm>
        }
      />
      <SearchField
        action={address}
        label={t("organisations.search")}
        placeholder={t("organisations.placeholder")}
        defaultValue={q}
      >
        {state && <input type="hidden" name="etat" value={state} />}
      </SearchField>
      <ViewSwitch
        label={t("organisations.filters")}
        choices={(["", "candidate", "admitted", "frozen", "left", "outside"] as const).map((each) => ({
          to: listingPath(address, { q, etat: each }),
          label: t(each ? `organisations.filter.${each}` : "organisations.filter.all"),
          current: each === state,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState drawing="people" title={t("organisations.nothing")}>
          {t("organisations.nothingHelp")}
        </EmptyState>
      ) : (
        <Table
          caption={t("organisations.count", { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              header: t("organisations.name"),
              heading: true,
              cell: ({ id, name, acronym }) => (
                <>
                  <Link to={`${address}/${id}`}>{name}</Link>{" "}
                  {acronym && <span className="meta">{acronym}</span>}
                </>
              ),
            },
            { key: "state", header: t("organisations.state"), cell: (row) => <StateBadge {...row} /> },
            {
              key: "since",
              header: t("organisations.since"),
              cell: ({ since }) => since && <Time at={since} look="short" />,
            },
            { key: "people", header: t("organisations.people"), numeric: true, cell: ({ people }) => people },
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
