import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { allows } from "../authorization/policy";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { listingPath, readListing } from "../http/pagination";
import { listMandatesOf, mayGiveMandates } from "../mandates/mandate-lists.server";
import { MandatesSection } from "../mandates/mandates-section";
import { namedMeta } from "../shell/page-meta";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { Flash } from "../ui/flash";
import { ExternalLink, UserPlus } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { decide } from "./admission.server";
import { StateBadge } from "./admission-badge";
import { decisionSchema } from "./admission-form.server";
import { History } from "./admission-history";
import { findMembershipState, readHistory } from "./admissions.server";
import { ColleagueList } from "./colleague-list";
import { listColleagues } from "./colleagues.server";
import { useMessages } from "./messages";
import { changePerson } from "./person-changes.server";
import { personChangeSchema } from "./person-changes-form.server";
import { membershipPolicy } from "./policy";
import { Refusal } from "./refusal";
import { findSituation, maySetSituation, setSituation } from "./situation.server";
import { situationSchema } from "./situation-form.server";
import { SituationSection } from "./situation-section";
import { StepForms } from "./step-forms";

const groups = [
  "organisation",
  "organisations",
  "state",
  "class",
  "step",
  "situation",
  "person",
  "role",
  "refusal",
  "colleagues",
  "history",
];
export const handle = {
  messages: [...groups.map((group) => `membership.${group}`), "mandates.section", "mandates.state"],
};
export const meta = namedMeta<{ organisation: { name: string } }>(({ organisation }) => organisation.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (!allows(viewer, membershipPolicy["organisations.see"])) notFound();
  const params = new URL(args.request.url).searchParams;
  const listing = readListing(params);
  const organisation = await findMembershipState(viewer, idFromAddress(args.params.organisation));
  const { id } = organisation;
  const [people, situation, history, mandates] = await Promise.all([
    listColleagues(viewer, id, listing),
    findSituation(viewer, id),
    readHistory(viewer, id),
    listMandatesOf(viewer, id),
  ]);
  return {
    organisation,
    people,
    situation,
    history,
    mandates,
    q: listing.q,
    further: listing.after !== null,
    decides: allows(viewer, membershipPolicy["admission.decide"]),
    writesSituation: maySetSituation(viewer, id),
    givesMandates: mayGiveMandates(viewer, id),
    done: params.has("fait"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  if (!allows(viewer, membershipPolicy["organisations.see"])) notFound();
  const { id } = await findMembershipState(viewer, idFromAddress(args.params.organisation));
  const form = await readForm(args.request);
  const back = `/secretariat/organisations/${id}?fait=1`;
  if (form.get("what") === "step") {
    const submission = checkForm(form, decisionSchema);
    if (submission.status !== "success") return data({ incomplete: true as const }, { status: 400 });
    if (!(await decide(viewer, id, submission.value))) return data({ stale: true as const }, { status: 409 });
    return redirect(back);
  }
  if (form.get("what") === "situation") {
    const submission = checkForm(form, situationSchema);
    if (submission.status !== "success") return data({ incomplete: true as const }, { status: 400 });
    await setSituation(viewer, id, submission.value);
    return redirect(back);
  }
  const submission = checkForm(form, personChangeSchema);
  if (submission.status !== "success") badRequest();
  const refusal = await changePerson(viewer, submission.value);
  return refusal ? data({ refusal }, { status: 409 }) : redirect(back);
}

export default function OrganisationMembershipPage() {
  const loaded = useLoaderData<typeof loader>();
  const { organisation, people, situation, history, mandates } = loaded;
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <>
      {loaded.done && !answer && <Flash>{t("organisation.done")}</Flash>}
      <PageHeader
        crumbs={[{ label: t("organisations.title"), to: "/secretariat/organisations" }]}
        title={organisation.name}
        state={<StateBadge {...organisation} />}
        lead={t(`state.lead.${organisation.state}`)}
        actions={
          <ButtonLink icon={ExternalLink} to={`/annuaire/${organisation.address}`}>
            {t("organisation.profile")}
          </ButtonLink>
        }
      />
      {answer && "refusal" in answer && <Refusal refusal={answer.refusal} />}
      {answer && !("refusal" in answer) && (
        <Notice tone="error" role="alert" title={t("refusal.title")}>
          {t("stale" in answer ? "organisation.stale" : "organisation.incomplete")}
        </Notice>
      )}
      <div className="flow">
        {loaded.decides && <StepForms organisation={organisation} />}
        <SituationSection situation={situation} writes={loaded.writesSituation} />
        <Section
          id="personnes"
          title={t("colleagues.title")}
          more={
            loaded.decides && (
              <ButtonLink small icon={UserPlus} to={`/invitations/nouvelle?structure=${organisation.id}`}>
                {t("colleagues.invite")}
              </ButtonLink>
            )
          }
        >
          <ColleagueList
            people={people.rows}
            total={people.total}
            q={loaded.q}
            organisation={organisation}
            address={`/secretariat/organisations/${organisation.id}`}
            narrowed={{}}
            manages={loaded.decides}
            first={loaded.further ? `/secretariat/organisations/${organisation.id}` : null}
            next={
              people.next &&
              listingPath(`/secretariat/organisations/${organisation.id}`, {
                q: loaded.q,
                after: people.next,
              })
            }
          />
        </Section>
        <MandatesSection mandates={mandates} gives={loaded.givesMandates ? organisation.id : null} />
        <History lines={history} />
      </div>
    </>
  );
}
