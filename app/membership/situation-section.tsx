import { SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { Scale } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import { type Situation, situationStatuses } from "./situation";

/** An organisation's administrative situation, with the form for viewers who may edit it. */
export function SituationSection({ situation, writes }: { situation: Situation; writes: boolean }) {
  const t = useMessages();
  return (
    <Section id="situation" title={t("situation.title")}>
      <p className="meta">{t("situation.who")}</p>
      <Facts
        facts={[
          { term: t("situation.status"), value: t(`situation.${situation.status}`) },
          { term: t("situation.since"), value: situation.since && <Time at={situation.since} /> },
          { term: t("situation.source"), value: situation.source },
          { term: t("situation.changed"), value: situation.changedAt && <Time at={situation.changedAt} /> },
        ]}
      />
      {writes && (
        <Dialog small icon={Scale} opener={t("situation.change")} title={t("situation.title")}>
          <Form method="post" className="form">
            <input type="hidden" name="what" value="situation" />
            <RadioGroup
              name="status"
              label={t("situation.status")}
              defaultValue={situation.status}
              choices={situationStatuses.map((status) => ({
                value: status,
                label: t(`situation.${status}`),
              }))}
              required
            />
            <TextField
              name="since"
              type="date"
              label={t("situation.since")}
              defaultValue={situation.since ?? ""}
              optional
            />
            <TextField
              name="source"
              label={t("situation.source")}
              hint={t("situation.sourceHint")}
              defaultValue={situation.source ?? ""}
              maxLength={300}
              optional
            />
            <DialogActions>
              <SubmitButton>{t("situation.save")}</SubmitButton>
            </DialogActions>
          </Form>
        </Dialog>
      )}
    </Section>
  );
}
