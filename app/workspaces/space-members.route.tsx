import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { addressOf, idFromAddress } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { cleanText } from "../http/fields";
import { parseForm } from "../http/form.server";
import { isUuid } from "../http/uuid";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { Building2, Check, Trash2, UserCheck, UserMinus, UserPlus, X } from "../ui/icons";
import { SelectField, TextArea } from "../ui/inputs";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import { type Candidate, type JoinRequestRow, type MemberRow, maxReasonLength } from "./members";
import { changeMembers, findCandidates, listAbsentOrganisations, listMembers } from "./members.server";
import { memberActionSchema } from "./members-form.server";
import { useMessages } from "./messages";
import { SpaceHead } from "./space-head";
import { StatusMessage } from "./space-home";
import { findSpace } from "./space-pages.server";
import { organisationSpaceRoles, spacePath, spaceRoles } from "./spaces";

const groups = ["head", "sign", "role", "members", "done"];
export const handle = { messages: groups.map((group) => `workspaces.${group}`) };
export const meta = pageMeta("workspaces.members.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findSpace(viewer, idFromAddress(args.params.space), locale);
  if (!(space.reads || space.lacksFacilitator)) notFound();
  const params = new URL(args.request.url).searchParams;
  const q = cleanText(params.get("qui") ?? "").slice(0, 80);
  const given = params.get("apres");
  const after = isUuid(given) ? given : undefined;
  const page = await listMembers(viewer, space.id, after);
  const [candidates, absent] = await Promise.all([
    findCandidates(viewer, space.id, q),
    page.runs && page.active ? listAbsentOrganisations(space.id) : [],
  ]);
  return { space, ...page, q, candidates, absent, said: params.get("fait") };
}

/** Actions of a space's manager on its members. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.space);
  const submission = await parseForm(args.request, memberActionSchema);
  const back = spacePath({ id: id ?? "" }, "membres");
  if (submission.status !== "success") {
    // A refusal without a reason is the only likely error in this form.
    if (submission.error?.reason) return redirect(`${back}?fait=reason`);
    badRequest();
  }
  const result = await changeMembers(viewer, id, submission.value);
  return redirect(result === "last" ? `${back}?fait=last` : back);
}

export default function SpaceMembersPage() {
  const { space, members, next, organisations, requests, invitations, said, ...shown } =
    useLoaderData<typeof loader>();
  const { runs, names, active, q, candidates, absent } = shown;
  const t = useMessages();
  return (
    <div className="flow">
      <StatusMessage said={said} />
      <SpaceHead space={space} title={t("members.title")} />
      {requests.length > 0 && (
        <Section id="demandes" title={t("members.requests", { count: requests.length })}>
          <Rows label={t("members.requests", { count: requests.length })}>
            {requests.map((ask) => (
              <Request key={ask.id} ask={ask} active={active} />
            ))}
          </Rows>
        </Section>
      )}
      <Section id="personnes" title={t("members.people")}>
        {members.length === 0 ? (
          <p className="meta">{t(space.kind === "network" ? "members.everybody" : "members.nobody")}</p>
        ) : (
          <Rows label={t("members.people")}>
            {members.map((member) => (
              <Member key={member.id} member={member} runs={runs} names={names} active={active} />
            ))}
          </Rows>
        )}
        {next && (
          <p>
            <Link to={`${spacePath(space, "membres")}?apres=${next}`} rel="next">
              {t("members.more")}
            </Link>
          </p>
        )}
      </Section>
      {space.kind !== "network" && (
        <Section id="structures" title={t("members.organisations")}>
          {organisations.length === 0 ? (
            <p className="meta">{t("members.noOrganisation")}</p>
          ) : (
            <Rows label={t("members.organisations")}>
              {organisations.map((organisation) => (
                <Row
                  key={organisation.id}
                  avatar={
                    <Avatar kind="organisation" name={organisation.name} acronym={organisation.acronym} />
                  }
                  title={organisation.name}
                  to={`/annuaire/${addressOf(organisation)}`}
                  badges={<Badge>{t(`role.${organisation.role}`)}</Badge>}
                  meta={t("members.whole")}
                  actions={
                    runs && (
                      <Form method="post">
                        <input type="hidden" name="what" value="remove-organisation" />
                        <input type="hidden" name="organisation" value={organisation.id} />
                        <SubmitButton kind="quiet" small icon={Trash2}>
                          {t("members.removeOrganisation")}
                        </SubmitButton>
                      </Form>
                    )
                  }
                />
              ))}
            </Rows>
          )}
        </Section>
      )}
      {(names || (runs && (active || invitations.length > 0))) && (
        <Section id="inviter" title={t(names ? "members.name" : "members.invite")}>
          <div className="stack">
            {names && <p>{t("members.nameHelp")}</p>}
            {(names || active) && (
              <SearchField
                action={spacePath(space, "membres")}
                name="qui"
                label={t(names ? "members.searchInside" : "members.search")}
                placeholder={t("members.placeholder")}
                defaultValue={q}
              />
            )}
            {(names || active) && q.length >= 2 && <Found candidates={candidates} names={names} />}
            {invitations.length > 0 && <Invited invitations={invitations} />}
            {space.kind !== "network" && absent.length > 0 && <AddOrganisation absent={absent} />}
          </div>
        </Section>
      )}
    </div>
  );
}

interface MemberProps {
  member: MemberRow;
  runs: boolean;
  names: boolean;
  active: boolean;
}

function Member({ member, runs, names, active }: MemberProps) {
  const t = useMessages();
  const { id, name, role, organisation, me } = member;
  return (
    <Row
      avatar={<Avatar name={name} />}
      title={name}
      badges={
        <>
          <Badge tone={role === "facilitator" ? "accent" : "neutral"}>{t(`role.${role}`)}</Badge>
          {me && <Badge>{t("members.me")}</Badge>}
        </>
      }
      meta={[member.function, organisation].filter(Boolean).join(" · ") || undefined}
      actions={
        runs ? <MemberActs member={member} active={active} /> : names && <NameFacilitator person={id} />
      }
    />
  );
}

/** Appoints a member as facilitator of a space without one. */
function NameFacilitator({ person }: { person: string }) {
  const t = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="what" value="role" />
      <input type="hidden" name="person" value={person} />
      <input type="hidden" name="role" value="facilitator" />
      <SubmitButton small icon={UserCheck}>
        {t("members.nameSubmit")}
      </SubmitButton>
    </Form>
  );
}

function MemberActs({ member: { id, name, role }, active }: Pick<MemberProps, "member" | "active">) {
  const t = useMessages();
  return (
    <Dialog small kind="quiet" icon={UserMinus} opener={t("members.change")} title={name}>
      {active && (
        <Form method="post" className="form">
          <input type="hidden" name="what" value="role" />
          <input type="hidden" name="person" value={id} />
          <RoleField defaultValue={role} />
          <DialogActions>
            <SubmitButton>{t("members.giveRole")}</SubmitButton>
          </DialogActions>
        </Form>
      )}
      <Form method="post">
        <input type="hidden" name="what" value="remove" />
        <input type="hidden" name="person" value={id} />
        <p className="meta">{t("members.removeHelp")}</p>
        <DialogActions>
          <SubmitButton kind="danger" icon={UserMinus}>
            {t("members.remove")}
          </SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function RoleField({ defaultValue = "member" }: { defaultValue?: string }) {
  const t = useMessages();
  return (
    <SelectField
      name="role"
      label={t("members.role")}
      defaultValue={defaultValue}
      options={spaceRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
    />
  );
}

function Request({ ask, active }: { ask: JoinRequestRow; active: boolean }) {
  const { id, name, organisation, message } = ask;
  const t = useMessages();
  return (
    <Row
      avatar={<Avatar name={name} />}
      title={name}
      meta={organisation ?? undefined}
      actions={
        <div className="line">
          {active && (
            <Form method="post">
              <input type="hidden" name="what" value="approve" />
              <input type="hidden" name="ask" value={id} />
              <SubmitButton kind="plain" small icon={Check}>
                {t("members.approve")}
              </SubmitButton>
            </Form>
          )}
          <Dialog
            small
            kind="quiet"
            icon={X}
            opener={t("members.refuse")}
            title={t("members.refuseTitle", { name })}
          >
            <Form method="post" className="form">
              <input type="hidden" name="what" value="refuse" />
              <input type="hidden" name="ask" value={id} />
              <TextArea
                name="reason"
                label={t("members.reason")}
                hint={t("members.reasonHint")}
                rows={3}
                maxLength={maxReasonLength}
                required
              />
              <DialogActions>
                <SubmitButton kind="danger">{t("members.refuseConfirm")}</SubmitButton>
              </DialogActions>
            </Form>
          </Dialog>
        </div>
      }
    >
      {message && <>« {message} »</>}
    </Row>
  );
}

function Found({ candidates, names }: { candidates: Candidate[]; names: boolean }) {
  const t = useMessages();
  if (candidates.length === 0) {
    return <p className="meta">{t(names ? "members.nobodyInside" : "members.nobodyFound")}</p>;
  }
  return (
    <Rows label={t("members.found")}>
      {candidates.map(({ id, name, organisation }) => (
        <Row
          key={id}
          avatar={<Avatar name={name} />}
          title={name}
          meta={organisation ?? undefined}
          actions={names ? <NameFacilitator person={id} /> : <Invite person={id} />}
        />
      ))}
    </Rows>
  );
}

function Invite({ person }: { person: string }) {
  const t = useMessages();
  return (
    <Form method="post" className="line">
      <input type="hidden" name="what" value="invite" />
      <input type="hidden" name="person" value={person} />
      <RoleField />
      <SubmitButton small icon={UserPlus}>
        {t("members.inviteSubmit")}
      </SubmitButton>
    </Form>
  );
}

function Invited({ invitations }: { invitations: JoinRequestRow[] }) {
  const t = useMessages();
  return (
    <Section id="invites" title={t("members.invited")} level={3}>
      <Rows label={t("members.invited")}>
        {invitations.map(({ id, person, name, organisation, role }) => (
          <Row
            key={id}
            avatar={<Avatar name={name} />}
            title={name}
            badges={<Badge>{t(`role.${role}`)}</Badge>}
            meta={organisation ?? undefined}
            actions={
              <Form method="post">
                <input type="hidden" name="what" value="uninvite" />
                <input type="hidden" name="person" value={person} />
                <SubmitButton kind="quiet" small icon={X}>
                  {t("members.uninvite")}
                </SubmitButton>
              </Form>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}

function AddOrganisation({ absent }: { absent: { id: string; name: string }[] }) {
  const t = useMessages();
  return (
    <Dialog icon={Building2} opener={t("members.addOrganisation")} title={t("members.addOrganisation")}>
      <Form method="post" className="form">
        <input type="hidden" name="what" value="organisation" />
        <SelectField
          name="organisation"
          label={t("members.organisation")}
          hint={t("members.organisationHint")}
          options={absent.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="role"
          label={t("members.role")}
          options={organisationSpaceRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        />
        <DialogActions>
          <SubmitButton icon={Building2}>{t("members.addOrganisationSubmit")}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
