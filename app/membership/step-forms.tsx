import { SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { TextArea } from "../ui/inputs";
import {
  type AdmissionStep,
  admissionSteps,
  type MemberClassName,
  memberClassNames,
  type OrganisationState,
  stepsFrom,
} from "./admission";
import { useMessages } from "./messages";

interface StepFormsProps {
  organisation: { name: string; state: OrganisationState; class: MemberClassName | null };
}

/** The available steps, each with its consequence and its reason field. */
export function StepForms({ organisation }: StepFormsProps) {
  const t = useMessages();
  return (
    <div className="line">
      {stepsFrom(organisation.state).map((step) => (
        <Dialog
          key={step}
          kind={step === "admitted" ? "main" : dangerous.includes(step) ? "danger" : "plain"}
          opener={t(`step.${step}.opener`)}
          title={t(`step.${step}.title`, { name: organisation.name })}
        >
          <p>{t(`step.${step}.help`)}</p>
          <StepForm step={step} memberClass={organisation.class} />
        </Dialog>
      ))}
    </div>
  );
}

const dangerous: readonly AdmissionStep[] = ["declined", "frozen", "left"];

function StepForm({ step, memberClass }: { step: AdmissionStep; memberClass: MemberClassName | null }) {
  const t = useMessages();
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="step" />
      <input type="hidden" name="step" value={step} />
      {admissionSteps[step].asksClass && (
        <RadioGroup
          name="class"
          label={t("step.class")}
          defaultValue={memberClass ?? "active"}
          choices={memberClassNames.map((name) => ({
            value: name,
            label: t(`class.${name}`),
            hint: t(`class.hint.${name}`),
          }))}
          required
        />
      )}
      <TextArea
        name="reason"
        label={t("step.reason")}
        hint={t("step.reasonHint")}
        minLength={3}
        maxLength={1000}
        rows={3}
        required
      />
      <DialogActions>
        <SubmitButton kind={dangerous.includes(step) ? "danger" : "main"}>
          {t(`step.${step}.confirm`)}
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}
