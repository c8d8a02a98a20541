import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Check, Plus, Save, Send } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Time } from "../ui/time";
import { type DialoguePage, maxLengths } from "./dialogues";
import { useMessages } from "./messages";

/** The minutes with their state: validated ones say how, and change only by numbered errata. */
export function MinutesSection({ dialogue, writes }: { dialogue: DialoguePage; writes: boolean }) {
  const { minutes, errata } = dialogue;
  const t = useMessages();
  return (
    <Section id="compte-rendu" title={t("page.minutes")}>
      <p className="line">
        <Badge tone={minutes.state === "validated" ? "leaf" : "neutral"}>
          {t(`page.minutesState.${minutes.state}`)}
        </Badge>
        {minutes.validatedOn && (
          <span className="meta">
            {t(minutes.bySilence ? "page.bySilence" : "page.byConsent")} <Time at={minutes.validatedOn} />
          </span>
        )}
        {minutes.state === "sent" && minutes.until && (
          <span className="meta">
            {t("page.objectUntil")} <Time at={minutes.until} />
          </span>
        )}
      </p>
      {minutes.text && (
        <p className="issued" dir="auto">
          {minutes.text}
        </p>
      )}
      {errata.map(({ number, text, at }) => (
        <p key={number}>
          <strong>{t("page.erratum", { number })}</strong> <span dir="auto">{text}</span>{" "}
          <span className="meta">
            <Time at={at} look="short" />
          </span>
        </p>
      ))}
      {writes &&
        (minutes.state === "validated" ? (
          <ErratumForm count={errata.length} />
        ) : (
          <MinutesForms dialogue={dialogue} />
        ))}
    </Section>
  );
}

function ErratumForm({ count }: { count: number }) {
  const t = useMessages();
  return (
    <details className="disclosure">
      <summary>{t("page.addErratum")}</summary>
      <Form method="post" className="form" key={count} preventScrollReset>
        <input type="hidden" name="what" value="erratum" />
        <TextArea name="text" label={t("page.erratumText")} rows={2} maxLength={maxLengths.text} required />
        <SubmitButton kind="plain" icon={Plus}>
          {t("page.save")}
        </SubmitButton>
      </Form>
    </details>
  );
}

function MinutesForms({ dialogue: { minutes, version } }: { dialogue: DialoguePage }) {
  const t = useMessages();
  return (
    <>
      <details className="disclosure">
        <summary>{t("page.writeMinutes")}</summary>
        <Form method="post" className="form" key={version} preventScrollReset>
          <input type="hidden" name="what" value="minutes" />
          <TextArea
            name="text"
            label={t("page.minutesText")}
            hint={t("page.minutesHint")}
            rows={12}
            defaultValue={minutes.text}
            maxLength={maxLengths.minutes}
            optional
          />
          <SubmitButton kind="plain" icon={Save}>
            {t("page.save")}
          </SubmitButton>
        </Form>
      </details>
      <details className="disclosure">
        <summary>{t("page.validation")}</summary>
        <Form method="post" className="form form-line" preventScrollReset>
          <input type="hidden" name="what" value="send-minutes" />
          <TextField
            type="date"
            name="until"
            label={t("page.sendUntil")}
            defaultValue={minutes.until ?? ""}
            required
          />
          <SubmitButton kind="plain" icon={Send}>
            {t("page.send")}
          </SubmitButton>
        </Form>
        <Form method="post" className="line" preventScrollReset>
          <input type="hidden" name="what" value="validate" />
          <SubmitButton kind="plain" icon={Check} name="how" value="agreed">
            {t("page.validateAgreed")}
          </SubmitButton>
          <SubmitButton kind="quiet" name="how" value="silence">
            {t("page.validateSilence")}
          </SubmitButton>
        </Form>
      </details>
    </>
  );
}
