import { Badge, type BadgeTone } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { type CommitmentShown, type CommitmentState, commitmentStates, maxLengths } from "./dialogues";
import { useMessages } from "./messages";

const tones: Record<CommitmentState, BadgeTone> = {
  made: "neutral",
  started: "accent",
  kept: "leaf",
  partly_kept: "ochre",
  broken: "alert",
  no_news: "neutral",
  postponed: "ochre",
};

interface CommitmentsProps {
  label: string;
  commitments: readonly CommitmentShown[];
  /** Forms to change them; only those of this dialogue are changed here. */
  writes?: boolean;
}

/** What was promised, by whom and by when, with the dates it had before. */
export function CommitmentRows({ label, commitments, writes }: CommitmentsProps) {
  const t = useMessages();
  return (
    <Rows label={label}>
      {commitments.map((each) => (
        <Row
          key={`${each.id} ${each.state} ${each.former.length}`}
          title={each.text}
          badges={
            <>
              <Badge tone={tones[each.state]}>{t(`commitment.${each.state}`)}</Badge>
              {each.overdue && <Badge tone="alert">{t("commitment.late")}</Badge>}
            </>
          }
          kicker={
            <Link to={`/autorites/${each.authority.id}-${each.authority.slug}`}>{each.authority.name}</Link>
          }
          meta={
            <>
              {each.dueText ?? each.dueOn ?? t("commitment.undated")}
              {each.former.length > 0 &&
                ` · ${t("commitment.former", { count: each.former.length, dates: each.former.join(", ") })}`}
              {each.recommendation && (
                <>
                  {" · "}
                  <Link to={`/recommandations/${each.recommendation.id}`}>
                    {t("commitment.about", { number: each.recommendation.number })}
                  </Link>
                </>
              )}
            </>
          }
        >
          {each.disputed && (
            <p>
              <strong>{t("commitment.disputed")}</strong> <span dir="auto">{each.disputed}</span>
            </p>
          )}
          {writes && <CommitmentForms commitment={each} />}
        </Row>
      ))}
    </Rows>
  );
}

function CommitmentForms({ commitment }: { commitment: CommitmentShown }) {
  const t = useMessages();
  return (
    <details className="disclosure">
      <summary>{t("commitment.change")}</summary>
      <Form method="post" className="form" preventScrollReset>
        <input type="hidden" name="what" value="commitment-state" />
        <input type="hidden" name="commitment" value={commitment.id} />
        <SelectField
          name="state"
          label={t("commitment.stateLabel")}
          defaultValue={commitment.state}
          options={commitmentStates.map((value) => ({ value, label: t(`commitment.${value}`) }))}
        />
        <TextField
          name="due"
          label={t("commitment.newDue")}
          hint={t("commitment.newDueHint")}
          maxLength={maxLengths.due}
          optional
        />
        <SubmitButton kind="plain" icon={Save}>
          {t("commitment.save")}
        </SubmitButton>
      </Form>
      <Form method="post" className="form" preventScrollReset>
        <input type="hidden" name="what" value="dispute" />
        <input type="hidden" name="commitment" value={commitment.id} />
        <TextArea
          name="words"
          label={t("commitment.disputedWords")}
          rows={2}
          defaultValue={commitment.disputed ?? ""}
          maxLength={maxLengths.text}
          optional
        />
        <SubmitButton kind="plain" icon={Save}>
          {t("commitment.save")}
        </SubmitButton>
      </Form>
    </details>
  );
}
