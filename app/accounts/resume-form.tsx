import { type ShouldRevalidateFunction, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { PenLine } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";

/** A form on its way back to its own page, which shows it again and does nothing by itself. */
export interface Resume {
  to: string;
  fields: [name: string, value: string][];
}

/** With a form to take back, nothing may lead elsewhere before it is: the `shouldRevalidate` of the pages that do. */
export const notWhileResuming: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && !(actionResult as { resume?: Resume } | undefined)?.resume;

/** Takes what somebody wrote back to where they wrote it: by itself with JavaScript, by one press without. */
export function ResumeForm({ to, fields }: Resume) {
  const t = useMessages();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.current) submit(form.current, { replace: true });
  }, [submit]);
  return (
    <div className="narrow">
      <PageHeader title={t("resume.title")} lead={t("resume.lead")} />
      <Form ref={form} method="post" action={to}>
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton icon={PenLine}>{t("resume.submit")}</SubmitButton>
      </Form>
    </div>
  );
}
