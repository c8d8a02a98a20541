import { type ShouldRevalidateFunction, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { PenLine } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";

/** An interrupted form on its way back to its page, which shows it again without submitting it. */
export interface Resume {
  to: string;
  fields: [name: string, value: string][];
}

/** While a form waits to be returned, no revalidation may redirect; used by `shouldRevalidate` of these pages. */
export const notWhileResuming: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && !(actionResult as { resume?: Resume } | undefined)?.resume;

/** Returns the form to its page: automatically with JavaScript, by a button without. */
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
