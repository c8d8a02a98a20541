import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyLine } from "../ui/empty-state";
import { Row, Rows } from "../ui/rows";
import { useTimeWriter } from "../ui/time";
import { InvitationBadge } from "./invitation-badge";
import type { InvitationRow } from "./invitations";
import { useInvitedTo } from "./invited-to";
import { useMessages } from "./messages";

interface InvitationsSectionProps {
  invitations: readonly InvitationRow[];
  organisationId: string;
}

/** The unaccepted invitations into an organisation. */
export function InvitationsSection({ invitations, organisationId }: InvitationsSectionProps) {
  const t = useMessages();
  const write = useTimeWriter();
  const wordsOf = useInvitedTo();
  return (
    <Section
      id="invitations"
      title={t("section.title")}
      more={
        <ButtonLink small kind="quiet" to={`/invitations/liste?structure=${organisationId}`}>
          {t("section.many")}
        </ButtonLink>
      }
    >
      {invitations.length === 0 && <EmptyLine drawing="letter">{t("section.none")}</EmptyLine>}
      <Rows label={t("section.title")}>
        {invitations.map((invitation) => (
          <Row
            key={invitation.id}
            title={invitation.email ?? invitation.name ?? t("section.paper")}
            to={`/invitations/${invitation.id}`}
            level={3}
            badges={<InvitationBadge state={invitation.state} />}
            meta={`${wordsOf(invitation)} · ${t("section.until", { day: write(invitation.expiresAt, "day") })}`}
          />
        ))}
      </Rows>
    </Section>
  );
}
