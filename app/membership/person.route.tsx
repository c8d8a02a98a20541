import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { networkRoles } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { namedMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink, SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Facts } from "../ui/facts";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { LogOut, ShieldAlert, UserCog, UserPlus, UserX } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { MembershipForms } from "./membership-forms";
import { useMessages } from "./messages";
import type { PersonPage } from "./network-people";
import { findPerson } from "./network-people.server";
import { changePerson } from "./person-changes.server";
import { personChangeSchema } from "./person-changes-form.server";
import { Refusal } from "./refusal";

export const handle = {
  messages: ["person", "people", "role", "networkRole", "refusal"].map((group) => `membership.${group}`),
};
export const meta = namedMeta<{ person: { name: string } }>(({ person }) => person.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const person = await findPerson(viewer, idFromAddress(args.params.person));
  const done = new URL(args.request.url).searchParams.has("fait");
  return { person, done, decides: viewer.role === "administrator" };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { id } = await findPerson(viewer, idFromAddress(args.params.person));
  const submission = await parseForm(args.request, personChangeSchema);
  if (submission.status !== "success") badRequest();
  const refusal = await changePerson(viewer, submission.value);
  if (refusal) return data({ refusal }, { status: 409 });
  return redirect(`/secretariat/personnes/${id}?fait=1`);
}

export default function PersonRoute() {
  const { person, done, decides } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const t = useMessages();
  return (
    <>
      {done && !refusal && <Flash>{t("person.done")}</Flash>}
      <PageHeader
        crumbs={[{ label: t("people.title"), to: "/secretariat/personnes" }]}
        title={person.name}
        state={person.role && <Badge tone="accent">{t(`networkRole.${person.role}`)}</Badge>}
        lead={person.function ?? undefined}
        actions={
          <ButtonLink to={`/personnes/${person.id}/acces`} icon={ShieldAlert}>
            {t("person.access")}
          </ButtonLink>
        }
      />
      {refusal && <Refusal refusal={refusal} />}
      <div className="flow">
        <Facts
          facts={[
            { term: t("person.email"), value: person.email },
            { term: t("person.since"), value: <Time at={person.createdAt} /> },
            { term: t("people.sessions"), value: <Sessions person={person} /> },
            {
              term: t("person.networkRole"),
              value: <NetworkRole person={person} changes={decides && !person.own} />,
            },
          ]}
        />
        <Memberships person={person} decides={decides} />
        {decides && !person.own && (
          <ButtonLink kind="quiet" icon={UserX} to={`/secretariat/effacements/${person.id}`}>
            {t("person.erase")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}

function Sessions({ person: { id, sessions, endsSessions } }: { person: PersonPage }) {
  const t = useMessages();
  return (
    <Form method="post" className="line">
      {t("person.sessionCount", { count: sessions })}
      {sessions > 0 && endsSessions && (
        <>
          <input type="hidden" name="what" value="sessions" />
          <input type="hidden" name="person" value={id} />
          <SubmitButton kind="plain" small icon={LogOut}>
            {t("person.endSessions")}
          </SubmitButton>
        </>
      )}
    </Form>
  );
}

function NetworkRole({ person, changes }: { person: PersonPage; changes: boolean }) {
  const t = useMessages();
  const named = t(`networkRole.${person.role ?? "none"}`);
  if (!changes) return named;
  return (
    <div className="line">
      {named}
      <Dialog
        small
        icon={UserCog}
        opener={t("person.changeRole")}
        title={t("person.roleOf", { name: person.name })}
      >
        <Form method="post" className="form">
          <input type="hidden" name="what" value="network-role" />
          <input type="hidden" name="person" value={person.id} />
          <RadioGroup
            name="role"
            label={t("person.networkRole")}
            defaultValue={person.role ?? "none"}
            choices={(["none", ...networkRoles] as const).map((role) => ({
              value: role,
              label: t(`networkRole.${role}`),
              hint: t(`networkRole.hint.${role}`),
            }))}
          />
          <p className="meta">{t("person.roleHelp")}</p>
          <DialogActions>
            <SubmitButton>{t("person.saveRole")}</SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
    </div>
  );
}

function Memberships({ person, decides }: { person: PersonPage; decides: boolean }) {
  const t = useMessages();
  return (
    <Section id="structures" title={t("people.places")}>
      {person.memberships.length === 0 ? (
        <p className="meta">{t("person.noPlace")}</p>
      ) : (
        <Rows label={t("people.places")}>
          {person.memberships.map((place) => (
            <Row
              key={place.id}
              title={place.organisation}
              to={`/secretariat/organisations/${place.organisationId}`}
              meta={t(`role.${place.role}`)}
              level={3}
              actions={
                decides && <MembershipForms membership={place} name={person.name} of={place.organisation} />
              }
            />
          ))}
        </Rows>
      )}
      {decides && (
        <p className="line">
          <ButtonLink
            icon={UserPlus}
            to={`/invitations/nouvelle?${new URLSearchParams({ email: person.email })}`}
          >
            {t("person.invite")}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}
