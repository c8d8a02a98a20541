import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Check } from "../ui/icons";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { AddresseeForms } from "./addressee-forms";
import { AssessmentRow } from "./assessment-row";
import { statusTones } from "./matrix-table";
import { useMessages } from "./messages";
import type { AddresseeShown } from "./recommendations";

interface AddresseeProps {
  addressee: AddresseeShown;
  writes: boolean;
  /** Whether the viewer speaks for an organisation. */
  dissents: boolean;
  day: string;
  formKey: string;
}

/** One addressee: its position and status, its steps, what the State says and what the network thinks of it. */
export function AddresseeSection({ addressee, writes, dissents, day, formKey }: AddresseeProps) {
  const t = useMessages();
  const { authority } = addressee;
  return (
    <Section
      id={`d-${addressee.id}`}
      title={authority.name}
      more={<Link to={`/autorites/${authority.id}-${authority.slug}`}>{t("page.sheet")}</Link>}
    >
      <p className="line">
        <Badge tone={statusTones[addressee.status]}>{t(`status.${addressee.status}`)}</Badge>
        <Badge>{t(`position.${addressee.position}`)}</Badge>
        {addressee.overdue && <Badge tone="alert">{t("due.late")}</Badge>}
        <span className="meta">
          {t("page.since")} <Time at={addressee.statusOn} look="short" />
          {addressee.follower && ` · ${t("matrix.followedBy", { name: addressee.follower })}`}
        </span>
      </p>
      {addressee.statusReason && <p dir="auto">{addressee.statusReason}</p>}
      <Steps addressee={addressee} writes={writes} />
      <Sides addressee={addressee} dissents={writes && dissents} />
      {writes && <AddresseeForms addressee={addressee} day={day} formKey={formKey} />}
      <History addressee={addressee} />
    </Section>
  );
}

function Steps({ addressee: { steps }, writes }: { addressee: AddresseeShown; writes: boolean }) {
  const t = useMessages();
  if (steps.length === 0) return null;
  return (
    <Rows label={t("page.steps")}>
      {steps.map((step) => (
        <Row
          key={step.id}
          title={step.action}
          badges={step.overdue && <Badge tone="alert">{t("due.late")}</Badge>}
          meta={[step.indicator && t("page.indicator", { indicator: step.indicator }), step.dueText]
            .filter(Boolean)
            .join(" · ")}
          actions={
            writes &&
            !step.doneOn && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="what" value="step-done" />
                <input type="hidden" name="step" value={step.id} />
                <SubmitButton kind="quiet" small icon={Check}>
                  {t("page.stepDone")}
                </SubmitButton>
              </Form>
            )
          }
        >
          {step.doneOn && (
            <p>
              {t("page.doneOn")} <Time at={step.doneOn} look="short" />
            </p>
          )}
        </Row>
      ))}
    </Rows>
  );
}

/** The State's words and the network's grade stand side by side: neither is counted into the other. */
function Sides({ addressee, dissents }: { addressee: AddresseeShown; dissents: boolean }) {
  const t = useMessages();
  return (
    <div className="sides">
      <section>
        <h3>{t("page.stateSays")}</h3>
        {addressee.reports.length === 0 && <p className="meta">{t("page.noReport")}</p>}
        {addressee.reports.map((report) => (
          <div key={report.id}>
            <p dir="auto">{report.words}</p>
            <p className="meta">
              <Time at={report.reportedOn} look="short" />{" "}
              {report.url && (
                <a href={report.url} rel="noreferrer">
                  {t("page.source")}
                </a>
              )}
            </p>
          </div>
        ))}
      </section>
      <section>
        <h3>{t("page.networkSays")}</h3>
        {addressee.assessments.length === 0 && <p className="meta">{t("page.noGrade")}</p>}
        {addressee.assessments.map((assessment, index) => (
          <AssessmentRow
            key={assessment.id}
            assessment={assessment}
            current={index === 0}
            dissents={dissents}
          />
        ))}
      </section>
    </div>
  );
}

function History({ addressee: { changes } }: { addressee: AddresseeShown }) {
  const t = useMessages();
  if (changes.length === 0) return null;
  const named = (field: string, value: string) =>
    field === "status"
      ? t(`status.${value}` as "status.done")
      : field === "position"
        ? t(`position.${value}` as "position.none")
        : t(`grade.${value}` as "grade.A");
  return (
    <details className="disclosure">
      <summary>{t("page.history", { count: changes.length })}</summary>
      <ul className="links">
        {changes.map(({ id, at, field, before, after, by }) => (
          <li key={id}>
            <Time at={at} look="short" /> · {named(field, before)} → {named(field, after)}
            {by && ` · ${by}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
