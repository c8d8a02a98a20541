import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { useEffect } from "react";
import { carriedName } from "../http/carried-form";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { ArrowRight } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { takeFocus } from "../ui/take-focus";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { PasskeyButton } from "./passkey-button";
import { RateLimitNotice } from "./rate-limit-notice";
import type { CodeStep } from "./sign-in-form.server";

interface SecondStepProps {
  /** The token of the first step. */
  step: string;
  result?: SubmissionResult<string[]>;
  carried?: string;
  wait?: number;
}

/** The second step of signing in: a code of the app, or a recovery code. */
export function SecondStep({ step, result, carried, wait }: SecondStepProps) {
  const [form, fields] = useForm<CodeStep>({ id: "code", lastResult: result, shouldValidate: "onSubmit" });
  const errorsOf = useFieldErrors();
  const t = useMessages();
  const { id } = fields.code;
  useEffect(() => takeFocus(document.getElementById(id)), [id]);
  return (
    <div className="narrow">
      <PageHeader title={t("signIn.codeTitle")} lead={t("signIn.codeLead")} />
      <Form method="post" {...getFormProps(form)} noValidate={undefined} className="form">
        <input type="hidden" name="step" value={step} />
        {carried && <input type="hidden" name={carriedName} value={carried} />}
        {form.errors && (
          <Notice tone="error" role="alert" title={t("signIn.codeWrong")}>
            {t("signIn.codeWrongHelp")}
          </Notice>
        )}
        <RateLimitNotice seconds={wait} />
        <TextField
          label={t("signIn.code")}
          hint={t("signIn.codeHint")}
          errors={errorsOf(fields.code.errors)}
          {...getInputProps(fields.code, { type: "text" })}
          key={fields.code.key}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
        />
        <SubmitButton icon={ArrowRight}>{t("signIn.codeSubmit")}</SubmitButton>
      </Form>
      <PasskeyButton fields={carried ? { [carriedName]: carried } : undefined} />
      <p className="meta">{t("signIn.codeLost")}</p>
    </div>
  );
}
