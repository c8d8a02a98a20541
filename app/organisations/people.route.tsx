import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { LogOut, UserMinus, Users } from "lucide-react";
import { pageMeta } from "../house/page-meta";
import { badRequest } from "../http/errors";
import { cleanText } from "../http/fields";
import { parseForm } from "../http/form.server";
import { requireViewer } from "../http/viewer.server";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { SearchField } from "../ui/search-field";
import { Table } from "../ui/table";
import { endingSchema, type PersonRow } from "./people";
import { end, listPeople, peoplePageSize } from "./people.server";
import { useTexts } from "./texts";

export const handle = { messages: ["organisations.people"] };
export const meta = pageMeta("organisations.people.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const q = cleanText(params.get("q") ?? "").slice(0, 200);
  const page = Math.max(1, Math.min(10_000, Number.parseInt(params.get("page") ?? "1", 10) || 1));
  return { q, page, pageSize: peoplePageSize, ...(await listPeople(viewer, { q, page })) };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, endingSchema);
  if (submission.status !== "success") badRequest();
  await end(viewer, submission.value);
  return redirect("/secretariat/personnes");
}

export default function PeoplePage() {
  const { q, page, pageSize, total, people } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <>
      <PageHeader title={t("people.title")} lead={t("people.lead")} />
      <SearchField
        action="/secretariat/personnes"
        label={t("people.search")}
        placeholder={t("people.placeholder")}
        defaultValue={q}
      />
      {people.length === 0 ? (
        <EmptyState icon={Users} title={t("people.nothing")}>
          {t("people.nothingHelp")}
        </EmptyState>
      ) : (
        <Table
          caption={t("people.count", { count: total })}
          rows={people}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              header: t("people.name"),
              heading: true,
              cell: (person) => <Name person={person} />,
            },
            { key: "places", header: t("people.places"), cell: (person) => <Places person={person} /> },
            { key: "sessions", header: t("people.sessions"), cell: (person) => <Sessions person={person} /> },
          ]}
        />
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        toPage={(other) =>
          `/secretariat/personnes?${new URLSearchParams({ ...(q && { q }), page: String(other) })}`
        }
      />
    </>
  );
}

function Name({ person: { name, email, role } }: { person: PersonRow }) {
  const t = useTexts();
  return (
    <>
      {name} {role === "secretariat" && <Badge tone="accent">{t("people.secretariat")}</Badge>}
      <br />
      <span className="meta">{email}</span>
    </>
  );
}

function Places({ person: { name, memberships } }: { person: PersonRow }) {
  const t = useTexts();
  if (memberships.length === 0) return <span className="meta">{t("people.noPlace")}</span>;
  return (
    <ul className="flow">
      {memberships.map(({ id, organisation, organisationAddress, role }) => (
        <li key={id} className="line">
          <Link to={`/annuaire/${organisationAddress}`}>{organisation}</Link>
          <span className="meta">{t(`people.role.${role}`)}</span>
          <Dialog
            small
            kind="quiet"
            icon={UserMinus}
            opener={t("people.endMembership")}
            title={t("people.endMembershipTitle", { name, organisation })}
          >
            <p>{t("people.endMembershipHelp")}</p>
            <Form method="post">
              <input type="hidden" name="what" value="membership" />
              <input type="hidden" name="membership" value={id} />
              <DialogActions>
                <SubmitButton kind="danger">{t("people.endMembershipConfirm")}</SubmitButton>
              </DialogActions>
            </Form>
          </Dialog>
        </li>
      ))}
    </ul>
  );
}

function Sessions({ person: { id, sessions } }: { person: PersonRow }) {
  const t = useTexts();
  return (
    <div className="line">
      <span>{t("people.sessionCount", { count: sessions })}</span>
      {sessions > 0 && (
        <Form method="post">
          <input type="hidden" name="what" value="sessions" />
          <input type="hidden" name="person" value={id} />
          <SubmitButton kind="plain" small icon={LogOut}>
            {t("people.endSessions")}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
