import { type OrganisationRole, organisationRoles } from "../authorization/viewer";
import { SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { UserCog, UserMinus } from "../ui/icons";
import { useMessages } from "./messages";

interface MembershipFormsProps {
  membership: { id: string; role: OrganisationRole };
  /** The person and the organisation. */
  name: string;
  of: string;
}

/** Forms to change a person's role in an organisation, or to end the membership. */
export function MembershipForms({ membership: { id, role }, name, of: organisation }: MembershipFormsProps) {
  const t = useMessages();
  return (
    <>
      <Dialog
        small
        kind="quiet"
        icon={UserCog}
        opener={t("person.changeRole")}
        title={t("person.roleIn", { name, organisation })}
      >
        <Form method="post" className="form">
          <input type="hidden" name="what" value="membership-role" />
          <input type="hidden" name="membership" value={id} />
          <RadioGroup
            name="role"
            label={t("person.role")}
            defaultValue={role}
            choices={organisationRoles.map((each) => ({
              value: each,
              label: t(`role.${each}`),
              hint: t(`role.hint.${each}`),
            }))}
          />
          <DialogActions>
            <SubmitButton>{t("person.saveRole")}</SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
      <Dialog
        small
        kind="quiet"
        icon={UserMinus}
        opener={t("person.endMembership")}
        title={t("person.endTitle", { name, organisation })}
      >
        <p>{t("person.endHelp")}</p>
        <Form method="post">
          <input type="hidden" name="what" value="membership" />
          <input type="hidden" name="membership" value={id} />
          <DialogActions>
            <SubmitButton kind="danger">{t("person.endConfirm")}</SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
    </>
  );
}
