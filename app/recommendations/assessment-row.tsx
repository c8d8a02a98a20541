import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { TextArea } from "../ui/inputs";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import { type AssessmentShown, maxLengths } from "./recommendations";

interface AssessmentRowProps {
  assessment: AssessmentShown;
  /** The last one; earlier ones stay below it. */
  current: boolean;
  dissents: boolean;
}

/** A grade with its evidence, and the organisations that do not share it. */
export function AssessmentRow({ assessment, current, dissents }: AssessmentRowProps) {
  const t = useMessages();
  return (
    <div>
      <p className="line">
        <span className="grade-mark">{t("grade.letter", { grade: assessment.grade })}</span>
        <strong>{t(`grade.${assessment.grade}`)}</strong>
        {!current && <span className="meta">{t("page.earlierGrade")}</span>}
      </p>
      <p dir="auto">{assessment.reason}</p>
      <p className="meta">
        {assessment.from && <Time at={assessment.from} look="short" />}
        {assessment.from && assessment.until && " – "}
        {assessment.until && <Time at={assessment.until} look="short" />}
        {(assessment.from || assessment.until) && " · "}
        {assessment.organisation} · <Time at={assessment.at} look="short" />
      </p>
      <ul className="links">
        {assessment.evidence.map(({ id, title, datedOn, url }) => (
          <li key={id}>
            <Time at={datedOn} look="short" /> ·{" "}
            {url ? (
              <a href={url} rel="noreferrer">
                {title}
              </a>
            ) : (
              title
            )}
          </li>
        ))}
      </ul>
      {assessment.dissents.map(({ organisationId, organisation, words }) => (
        <p key={organisationId}>
          <strong>{t("page.dissentOf", { name: organisation })}</strong> <span dir="auto">{words}</span>
        </p>
      ))}
      {dissents && current && (
        <details className="disclosure">
          <summary>{t("page.dissent")}</summary>
          <Form method="post" className="form" preventScrollReset>
            <input type="hidden" name="what" value="dissent" />
            <input type="hidden" name="assessment" value={assessment.id} />
            <TextArea
              name="words"
              label={t("page.dissentWords")}
              rows={2}
              maxLength={maxLengths.reason}
              required
            />
            <SubmitButton kind="plain">{t("page.dissentSend")}</SubmitButton>
          </Form>
        </details>
      )}
    </div>
  );
}
