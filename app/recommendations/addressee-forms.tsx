import type { ReactNode } from "react";
import { SubmitButton } from "../ui/button";
import { CheckboxField, RadioGroup } from "../ui/choices";
import { Form } from "../ui/form";
import { Plus, Save } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { useMessages } from "./messages";
import { type AddresseeShown, grades, maxLengths } from "./recommendations";
import { StateFields } from "./state-fields";

interface FormsProps {
  addressee: AddresseeShown;
  day: string;
  formKey: string;
}

/** What is done about an addressee: each act a form of its own, closed until it is wanted. */
export function AddresseeForms({ addressee, day, formKey }: FormsProps) {
  const t = useMessages();
  const each = { addressee, formKey };
  return (
    <div>
      <Act {...each} what="state" title={t("page.changeState")}>
        <StateFields position={addressee.position} status={addressee.status} />
        <TextArea
          name="reason"
          label={t("page.reason")}
          hint={t("page.reasonHint")}
          defaultValue={addressee.statusReason ?? ""}
          rows={2}
          maxLength={maxLengths.reason}
          optional
        />
        <SubmitButton kind="plain" icon={Save}>
          {t("page.save")}
        </SubmitButton>
      </Act>
      <Act {...each} what="step" title={t("page.addStep")}>
        <TextField name="action" label={t("page.stepAction")} maxLength={maxLengths.action} required />
        <TextField name="indicator" label={t("page.stepIndicator")} maxLength={maxLengths.action} optional />
        <TextField
          name="due"
          label={t("page.stepDue")}
          hint={t("page.stepDueHint")}
          maxLength={maxLengths.due}
          optional
        />
        <SubmitButton kind="plain" icon={Plus}>
          {t("page.add")}
        </SubmitButton>
      </Act>
      <Act {...each} what="report" title={t("page.addReport")}>
        <TextArea
          name="words"
          label={t("page.reportWords")}
          rows={3}
          maxLength={maxLengths.reason}
          required
        />
        <TextField type="date" name="reportedOn" label={t("page.reportedOn")} defaultValue={day} required />
        <TextField type="url" name="url" label={t("page.evidenceUrl")} maxLength={maxLengths.url} optional />
        <SubmitButton kind="plain" icon={Plus}>
          {t("page.add")}
        </SubmitButton>
      </Act>
      <Act {...each} what="grade" title={t("page.addGrade")}>
        <RadioGroup
          name="grade"
          label={t("page.gradeLabel")}
          choices={grades.map((grade) => ({
            value: grade,
            label: t("grade.choice", { grade, meaning: t(`grade.${grade}`) }),
          }))}
          required
        />
        <TextField type="date" name="from" label={t("page.periodFrom")} optional />
        <TextField type="date" name="until" label={t("page.periodUntil")} defaultValue={day} optional />
        <TextArea
          name="reason"
          label={t("page.gradeReason")}
          rows={3}
          maxLength={maxLengths.reason}
          required
        />
        <TextField name="evidenceTitle" label={t("page.evidence")} maxLength={maxLengths.evidence} required />
        <TextField type="date" name="evidenceOn" label={t("page.evidenceOn")} required />
        <TextField
          type="url"
          name="evidenceUrl"
          label={t("page.evidenceUrl")}
          maxLength={maxLengths.url}
          optional
        />
        <CheckboxField name="evidenceOpen" label={t("page.evidenceOpen")} hint={t("page.evidenceOpenHint")} />
        <SubmitButton kind="plain" icon={Save}>
          {t("page.giveGrade")}
        </SubmitButton>
      </Act>
    </div>
  );
}

interface ActProps {
  addressee: AddresseeShown;
  formKey: string;
  what: "state" | "step" | "report" | "grade";
  title: string;
  children: ReactNode;
}

function Act({ addressee, formKey, what, title, children }: ActProps) {
  return (
    <details className="disclosure">
      <summary>{title}</summary>
      <Form method="post" className="form" preventScrollReset key={`${what} ${formKey}`}>
        <input type="hidden" name="what" value={what} />
        <input type="hidden" name="addressee" value={addressee.id} />
        {what === "state" || what === "grade" ? (
          <input type="hidden" name="version" value={addressee.version} />
        ) : null}
        {what !== "state" && <input type="hidden" name="key" value={formKey} />}
        {children}
      </Form>
    </details>
  );
}
