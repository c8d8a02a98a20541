import { addressOf } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { EmptyLine } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Building2, Trash2 } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { Row, Rows } from "../ui/rows";
import type { OrganisationRow } from "./members";
import { useMessages } from "./messages";
import { organisationSpaceRoles } from "./spaces";

interface SpaceOrganisationsSectionProps {
  organisations: readonly OrganisationRow[];
  canManage: boolean;
}

/** The organisations that are in a space as a whole. */
export function SpaceOrganisationsSection({ organisations, canManage }: SpaceOrganisationsSectionProps) {
  const t = useMessages();
  return (
    <Section id="structures" title={t("members.organisations")}>
      {organisations.length === 0 ? (
        <EmptyLine drawing="people">{t("members.noOrganisation")}</EmptyLine>
      ) : (
        <Rows label={t("members.organisations")}>
          {organisations.map((organisation) => (
            <Row
              key={organisation.id}
              avatar={
                <Avatar
                  kind="organisation"
                  name={organisation.name}
                  acronym={organisation.acronym}
                  picture={organisation.picture}
                />
              }
              title={organisation.name}
              to={`/annuaire/${addressOf(organisation)}`}
              badges={<Badge>{t(`role.${organisation.role}`)}</Badge>}
              meta={t("members.whole")}
              actions={
                canManage && (
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
  );
}

/** Adds an organisation as a whole. */
export function AddOrganisation({ absent }: { absent: { id: string; name: string }[] }) {
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
