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
import { ViewSwitch } from "../ui/view-switch";
import { MandateBadge } from "./mandate-badge";
import { MandateDays } from "./mandate-days";
import { listMandates } from "./mandate-lists.server";
import { type MandateState, mandateStates } from "./mandates";
import { useMessages } from "./messages";

export const handle = { messages: ["mandates.list", "mandates.state", "mandates.section"] };
export const meta = pageMeta("mandates.list.title");

const address = "/secretariat/mandats";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const asked = { ...readListing(params), state: readState(params.get("etat")) };
  return {
    q: asked.q,
    state: asked.state,
    further: asked.after !== null,
    ...(await listMandates(viewer, asked)),
  };
}

const readState = (value: string | null): MandateState | "" =>
  mandateStates.find((state) => state === value) ?? "";

export default function MandatesPage() {
  const { q, state, further, total, rows, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  const narrowed = { q, etat: state };
  return (
    <>
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          <ExportForm action="/secretariat/exports/mandats" fields={narrowed}>
            {t("list.export")}
          </ExportForm>
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
        choices={(["", ...mandateStates] as const).map((each) => ({
          to: listingPath(address, { q, etat: each }),
          label: each ? t(`state.${each}`) : t("list.all"),
          current: each === state,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState drawing="document" title={t("list.nothing")}>
          {t("list.nothingHelp")}
        </EmptyState>
      ) : (
        <Table
          caption={t("list.count", { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "person",
              header: t("list.person"),
              heading: true,
              cell: ({ id, person, alternates }) => (
                <>
                  <Link to={`/mandats/${id}`}>{person}</Link>
                  {alternates.length > 0 && (
                    <p className="meta">{t("section.alternates", { names: alternates.join(", ") })}</p>
                  )}
                </>
              ),
            },
            {
              key: "organisation",
              header: t("list.organisation"),
              cell: ({ organisation, organisationId }) => (
                <Link to={`/secretariat/organisations/${organisationId}`}>{organisation}</Link>
              ),
            },
            { key: "days", header: t("list.days"), cell: (mandate) => <MandateDays {...mandate} /> },
            {
              key: "state",
              header: t("list.state"),
              cell: (mandate) => <MandateBadge state={mandate.state} />,
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
