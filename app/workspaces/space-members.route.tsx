import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { cleanText } from "../http/fields";
import { parseForm } from "../http/form.server";
import { isUuid } from "../http/uuid";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { Section } from "../ui/columns";
import { findCandidates } from "./candidates.server";
import { JoinRequestsSection } from "./join-requests-section";
import { changeMembers } from "./member-actions.server";
import { listMembers } from "./members.server";
import { memberActionSchema } from "./members-form.server";
import { MembersSection } from "./members-section";
import { useMessages } from "./messages";
import { SpaceHead } from "./space-head";
import { StatusMessage } from "./space-home";
import { CandidateSearch, PendingInvitations } from "./space-invitations-section";
import { listAbsentOrganisations } from "./space-organisations.server";
import { AddOrganisation, SpaceOrganisationsSection } from "./space-organisations-section";
import { findSpace } from "./space-pages.server";
import { spacePath } from "./spaces";

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
    page.canManage && page.active ? listAbsentOrganisations(space.id) : [],
  ]);
  return { space, ...page, q, candidates, absent, done: params.get("fait") };
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
  const { space, members, next, organisations, requests, invitations, done, ...shown } =
    useLoaderData<typeof loader>();
  const { canManage, canAppointFacilitator, active, q, candidates, absent } = shown;
  const t = useMessages();
  const searches = canAppointFacilitator || (canManage && active);
  return (
    <div className="flow">
      <StatusMessage said={done} />
      <SpaceHead space={space} title={t("members.title")} />
      <JoinRequestsSection requests={requests} active={active} />
      <MembersSection
        space={space}
        members={members}
        next={next}
        canManage={canManage}
        canAppointFacilitator={canAppointFacilitator}
        active={active}
      />
      {space.kind !== "network" && (
        <SpaceOrganisationsSection organisations={organisations} canManage={canManage} />
      )}
      {(searches || invitations.length > 0) && (
        <Section id="inviter" title={t(canAppointFacilitator ? "members.name" : "members.invite")}>
          <div className="stack">
            {canAppointFacilitator && <p>{t("members.nameHelp")}</p>}
            {searches && (
              <CandidateSearch
                space={space}
                q={q}
                candidates={candidates}
                canAppointFacilitator={canAppointFacilitator}
              />
            )}
            {invitations.length > 0 && <PendingInvitations invitations={invitations} />}
            {space.kind !== "network" && absent.length > 0 && <AddOrganisation absent={absent} />}
          </div>
        </Section>
      )}
    </div>
  );
}
