import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Check } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { useMessages } from "./messages";

interface NewTotpProps {
  secret: string;
  uri: string;
  qr: { size: number; path: string };
  /** The last code was wrong. */
  wrong: boolean;
}

/** Gives an app its secret (QR code, link on the same device, or text); a code then proves that the app has it. */
export function NewTotp({ secret, uri, qr, wrong }: NewTotpProps) {
  const t = useMessages();
  return (
    <div className="flow">
      <p>{t("factor.appWhy")}</p>
      <div className="new-totp">
        <svg
          className="qr"
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={t("factor.qr")}
          shape-rendering="crispEdges"
        >
          <rect className="qr-paper" width={qr.size} height={qr.size} />
          <path className="qr-ink" d={qr.path} />
        </svg>
        <div className="stack">
          <p>{t("factor.scan")}</p>
          <p>
            <a href={uri}>{t("factor.open")}</a>
          </p>
          <p>
            {t("factor.byHand")}
            <br />
            <code className="totp-secret">{secret.match(/.{4}/g)?.join(" ")}</code>
          </p>
        </div>
      </div>
      <Form method="post" className="form">
        <input type="hidden" name="what" value="totp" />
        <input type="hidden" name="secret" value={secret} />
        <TextField
          id="code"
          name="code"
          label={t("factor.code")}
          hint={t("factor.codeHint")}
          errors={wrong ? t("factor.codeWrong") : undefined}
          inputMode="numeric"
          autoComplete="one-time-code"
          minLength={6}
          maxLength={12}
          required
        />
        <div>
          <SubmitButton icon={Check}>{t("factor.add")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
