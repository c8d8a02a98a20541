import { personPath } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { EmptyLine } from "../ui/empty-state";
import { Form } from "../ui/form";
import { UserMinus } from "../ui/icons";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { AppointFacilitator } from "./appoint-facilitator";
import type { MemberRow } from "./members";
import { useMessages } from "./messages";
import { RoleField } from "./role-field";
import { type SpaceSummary, spacePath } from "./spaces";

interface MembersSectionProps {
  space: SpaceSummary;
  members: readonly MemberRow[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
  canManage: boolean;
  canAppointFacilitator: boolean;
  active: boolean;
}

/** The people of a space, by name. */
export function MembersSection({ space, members, next, ...rights }: MembersSectionProps) {
  const t = useMessages();
  return (
    <Section id="personnes" title={t("members.people")}>
      {members.length === 0 ? (
        <EmptyLine drawing="people">
          {t(space.kind === "network" ? "members.everybody" : "members.nobody")}
        </EmptyLine>
      ) : (
        <Rows label={t("members.people")}>
          {members.map((member) => (
            <Member key={member.id} member={member} {...rights} />
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
  );
}

interface MemberProps {
  member: MemberRow;
  canManage: boolean;
  canAppointFacilitator: boolean;
  active: boolean;
}

function Member({ member, canManage, canAppointFacilitator, active }: MemberProps) {
  const t = useMessages();
  const { id, name, role, organisation, picture, me } = member;
  return (
    <Row
      avatar={<Avatar name={name} picture={picture} />}
      title={name}
      to={personPath(id)}
      badges={
        <>
          <Badge tone={role === "facilitator" ? "accent" : "neutral"}>{t(`role.${role}`)}</Badge>
          {me && <Badge>{t("members.me")}</Badge>}
        </>
      }
      meta={[member.function, organisation].filter(Boolean).join(" · ") || undefined}
      actions={
        canManage ? (
          <MemberActions member={member} active={active} />
        ) : (
          canAppointFacilitator && <AppointFacilitator person={id} />
        )
      }
    />
  );
}

function MemberActions({ member: { id, name, role }, active }: Pick<MemberProps, "member" | "active">) {
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
