import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { UserPlus, X } from "../ui/icons";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import { AppointFacilitator } from "./appoint-facilitator";
import type { Candidate, SpaceInvitationRow } from "./members";
import { useMessages } from "./messages";
import { RoleField } from "./role-field";
import { spacePath } from "./spaces";

interface CandidateSearchProps {
  space: { id: string; slug: string };
  q: string;
  candidates: readonly Candidate[];
  /** The person found is appointed as facilitator instead of invited. */
  canAppointFacilitator: boolean;
}

/** Finds a person to invite or, in a space without a facilitator, to appoint. */
export function CandidateSearch({ space, q, candidates, canAppointFacilitator }: CandidateSearchProps) {
  const t = useMessages();
  return (
    <>
      <SearchField
        action={spacePath(space, "membres")}
        name="qui"
        label={t(canAppointFacilitator ? "members.searchInside" : "members.search")}
        placeholder={t("members.placeholder")}
        defaultValue={q}
      />
      {q.length >= 2 && (
        <CandidateResults candidates={candidates} canAppointFacilitator={canAppointFacilitator} />
      )}
    </>
  );
}

function CandidateResults({
  candidates,
  canAppointFacilitator,
}: {
  candidates: readonly Candidate[];
  canAppointFacilitator: boolean;
}) {
  const t = useMessages();
  if (candidates.length === 0) {
    return (
      <p className="meta">{t(canAppointFacilitator ? "members.nobodyInside" : "members.nobodyFound")}</p>
    );
  }
  return (
    <Rows label={t("members.found")}>
      {candidates.map(({ id, name, organisation }) => (
        <Row
          key={id}
          avatar={<Avatar name={name} />}
          title={name}
          meta={organisation ?? undefined}
          actions={canAppointFacilitator ? <AppointFacilitator person={id} /> : <Invite person={id} />}
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

/** The open invitations. */
export function PendingInvitations({ invitations }: { invitations: readonly SpaceInvitationRow[] }) {
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
