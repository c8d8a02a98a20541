import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest, notFound } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { listingPath, readListing } from "../http/pagination";
import { listInvitationsOf, mayInviteTo } from "../invitations/invitation-lists.server";
import { InvitationsSection } from "../invitations/invitations-section";
import { listMandatesOf, mayGiveMandates } from "../mandates/mandate-lists.server";
import { MandatesSection } from "../mandates/mandates-section";
import { countProposals } from "../organisations/profile/proposals.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { ExportForm } from "../ui/export-form";
import { Flash } from "../ui/flash";
import { ExternalLink, UserPlus } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { ViewSwitch } from "../ui/view-switch";
import { StateBadge } from "./admission-badge";
import { findMembershipState } from "./admissions.server";
import { ColleagueList } from "./colleague-list";
import { listColleagues, listOwnNames, managesOrganisation } from "./colleagues.server";
import { useMessages } from "./messages";
import { changePerson } from "./person-changes.server";
import { personChangeSchema } from "./person-changes-form.server";
import { Refusal } from "./refusal";
import { findSituation, maySetSituation, setSituation } from "./situation.server";
import { situationSchema } from "./situation-form.server";
import { SituationSection } from "./situation-section";

const groups = [
  "own",
  "state",
  "class",
  "situation",
  "person",
  "role",
  "refusal",
  "colleagues",
  "organisation",
];
const others = ["mandates.section", "mandates.state", "invitations.section", "invitations.state"];
export const handle = { messages: [...groups.map((group) => `membership.${group}`), ...others] };
export const meta = pageMeta("membership.own.title");

const address = "/mon-organisation";

/** The requested organisation, or the viewer's first one. @throws 404 */
async function findOwn(viewer: Viewer, request: Request) {
  const all = await listOwnNames(viewer);
  const asked = new URL(request.url).searchParams.get("structure");
  const own = asked ? all.find(({ id }) => id === asked) : all[0];
  return own ? { all, own } : notFound();
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { all, own } = await findOwn(viewer, args.request);
  const params = new URL(args.request.url).searchParams;
  const listing = readListing(params);
  const { id } = own;
  const invites = mayInviteTo(viewer, id);
  const [organisation, people, situation, mandates, proposals, invitations] = await Promise.all([
    findMembershipState(viewer, id),
    listColleagues(viewer, id, listing),
    findSituation(viewer, id),
    listMandatesOf(viewer, id),
    countProposals(viewer, id),
    invites ? listInvitationsOf(viewer, id) : null,
  ]);
  return {
    all,
    organisation,
    people,
    situation,
    mandates,
    proposals,
    invitations,
    invites,
    q: listing.q,
    further: listing.after !== null,
    done: params.has("fait"),
    manages: managesOrganisation(viewer, id),
    writesSituation: maySetSituation(viewer, id),
    givesMandates: mayGiveMandates(viewer, id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { own } = await findOwn(viewer, args.request);
  const form = await readForm(args.request);
  const back = `${address}?structure=${own.id}&fait=1`;
  if (form.get("what") === "situation") {
    const submission = checkForm(form, situationSchema);
    if (submission.status !== "success") return data({ incomplete: true as const }, { status: 400 });
    await setSituation(viewer, own.id, submission.value);
    return redirect(back);
  }
  const submission = checkForm(form, personChangeSchema);
  if (submission.status !== "success") badRequest();
  const refusal = await changePerson(viewer, submission.value);
  return refusal ? data({ refusal }, { status: 409 }) : redirect(back);
}

export default function OwnOrganisationPage() {
  const loaded = useLoaderData<typeof loader>();
  const { all, organisation, people, situation, mandates, invitations, manages } = loaded;
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const { id, state } = organisation;
  const narrowed: Record<string, string> = all.length > 1 ? { structure: id } : {};
  return (
    <>
      {loaded.done && !answer && <Flash>{t("organisation.done")}</Flash>}
      {all.length > 1 && (
        <ViewSwitch
          label={t("own.all")}
          choices={all.map((each) => ({
            to: listingPath(address, { structure: each.id }),
            label: each.acronym ?? each.name,
            current: each.id === id,
          }))}
        />
      )}
      <PageHeader
        title={organisation.name}
        state={<StateBadge {...organisation} />}
        lead={t(manages ? "own.leadManages" : "own.lead")}
        actions={
          <>
            {loaded.invites && (
              <ButtonLink kind="main" icon={UserPlus} to={`/invitations/nouvelle?structure=${id}`}>
                {t("colleagues.invite")}
              </ButtonLink>
            )}
            <ButtonLink icon={ExternalLink} to={`/annuaire/${organisation.address}`}>
              {t("organisation.profile")}
            </ButtonLink>
          </>
        }
      />
      {(state === "frozen" || state === "candidate" || state === "left") && (
        <Notice tone="warning">{t(`own.notice.${state}`)}</Notice>
      )}
      {loaded.proposals > 0 && (
        <Notice
          title={t("own.proposals", { count: loaded.proposals })}
          actions={
            <ButtonLink small to={`/annuaire/${organisation.address}/historique`}>
              {t("own.seeProposals")}
            </ButtonLink>
          }
        >
          {t("own.proposalsHelp")}
        </Notice>
      )}
      {answer && "refusal" in answer && <Refusal refusal={answer.refusal} />}
      {answer && "incomplete" in answer && (
        <Notice tone="error" role="alert" title={t("refusal.title")}>
          {t("organisation.incomplete")}
        </Notice>
      )}
      <div className="flow">
        <Section
          id="personnes"
          title={t("colleagues.title")}
          more={
            <ExportForm small kind="quiet" action={`${address}/export`} fields={{ structure: id }}>
              {t("own.export")}
            </ExportForm>
          }
        >
          <ColleagueList
            people={people.rows}
            total={people.total}
            q={loaded.q}
            organisation={organisation}
            address={address}
            narrowed={narrowed}
            manages={manages}
            first={loaded.further ? listingPath(address, narrowed) : null}
            next={people.next && listingPath(address, { ...narrowed, q: loaded.q, after: people.next })}
          />
        </Section>
        {invitations && <InvitationsSection invitations={invitations} organisationId={id} />}
        <MandatesSection mandates={mandates} gives={loaded.givesMandates ? id : null} />
        <SituationSection situation={situation} writes={loaded.writesSituation} />
      </div>
    </>
  );
}
