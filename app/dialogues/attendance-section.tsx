import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Plus } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { Table } from "../ui/table";
import { type DialoguePage, maxLengths, presences, qualities } from "./dialogues";
import { useMessages } from "./messages";

interface SectionProps {
  dialogue: DialoguePage;
  /** Organisations to choose from. */
  invitable: readonly { id: string; name: string }[];
  writes: boolean;
}

const optionsOf = (organisations: SectionProps["invitable"]) =>
  organisations.map(({ id, name }) => ({ value: id, label: name }));

/** Who was invited and who came: absent ones stay in the list. */
export function AttendanceSection({ dialogue, invitable, writes }: SectionProps) {
  const t = useMessages();
  return (
    <Section id="presence" title={t("page.attendance")}>
      {dialogue.attendances.length === 0 ? (
        <p>{t("page.noAttendance")}</p>
      ) : (
        <Table
          caption={t("page.attendance")}
          hideCaption
          rows={dialogue.attendances}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "organisation",
              header: t("page.organisation"),
              heading: true,
              cell: ({ organisation }) => (
                <Link to={`/annuaire/${organisation.id}-${organisation.slug}`}>{organisation.name}</Link>
              ),
            },
            { key: "quality", header: t("page.quality"), cell: ({ quality }) => t(`quality.${quality}`) },
            {
              key: "presence",
              header: t("page.presence"),
              cell: ({ presence }) => (
                <Badge tone={presence === "present" ? "leaf" : presence === "absent" ? "alert" : "neutral"}>
                  {t(`presence.${presence}`)}
                </Badge>
              ),
            },
            {
              key: "size",
              header: t("page.delegation"),
              numeric: true,
              cell: ({ delegation }) => delegation ?? "–",
            },
            {
              key: "seating",
              header: t("page.overYears"),
              cell: ({ seating }) => (seating.invited > 1 ? t("page.seating", seating) : "–"),
            },
          ]}
        />
      )}
      {writes && (
        <details className="disclosure">
          <summary>{t("page.setAttendance")}</summary>
          <Form method="post" className="form" preventScrollReset>
            <input type="hidden" name="what" value="attendance" />
            <SelectField name="organisation" label={t("page.organisation")} options={optionsOf(invitable)} />
            <SelectField
              name="quality"
              label={t("page.quality")}
              options={qualities.map((value) => ({ value, label: t(`quality.${value}`) }))}
            />
            <SelectField
              name="presence"
              label={t("page.presence")}
              options={presences.map((value) => ({ value, label: t(`presence.${value}`) }))}
            />
            <TextField
              type="number"
              min={0}
              max={999}
              name="delegation"
              label={t("page.delegation")}
              optional
            />
            <SubmitButton kind="plain" icon={Plus}>
              {t("page.save")}
            </SubmitButton>
          </Form>
        </details>
      )}
    </Section>
  );
}

export function AgendaSection({ dialogue, invitable, writes, formKey }: SectionProps & { formKey: string }) {
  const t = useMessages();
  return (
    <Section id="ordre" title={t("page.agenda")}>
      {dialogue.agenda.length === 0 && <p>{t("page.noAgenda")}</p>}
      <Rows label={t("page.agenda")}>
        {dialogue.agenda.map(({ id, title, organisation, minutes, report }, index) => (
          <Row
            key={id}
            title={`${index + 1}. ${title}`}
            meta={[
              organisation && t("page.rapporteur", { name: organisation }),
              minutes && t("page.minutesLong", { minutes }),
            ]
              .filter(Boolean)
              .join(" · ")}
          >
            {report && (
              <p className="issued" dir="auto">
                {report}
              </p>
            )}
          </Row>
        ))}
      </Rows>
      {writes && (
        <details className="disclosure">
          <summary>{t("page.addItem")}</summary>
          <Form method="post" className="form" key={`agenda ${formKey}`} preventScrollReset>
            <input type="hidden" name="what" value="agenda" />
            <input type="hidden" name="key" value={formKey} />
            <TextField name="title" label={t("page.item")} maxLength={maxLengths.title} required />
            <SelectField
              name="organisation"
              label={t("page.rapporteurLabel")}
              placeholder={t("page.noRapporteur")}
              options={optionsOf(invitable)}
              optional
            />
            <TextField
              type="number"
              min={1}
              max={1440}
              name="minutes"
              label={t("page.minutesPlanned")}
              optional
            />
            <SubmitButton kind="plain" icon={Plus}>
              {t("page.save")}
            </SubmitButton>
          </Form>
        </details>
      )}
    </Section>
  );
}
