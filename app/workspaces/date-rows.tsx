import type { ReactNode } from "react";
import { Badge } from "../ui/badge";
import { IconButton, SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Form } from "../ui/form";
import { CalendarClock, Flag, Trash2 } from "../ui/icons";
import { InlineEdit } from "../ui/inline-edit";
import { TextField } from "../ui/inputs";
import { Row, Rows } from "../ui/rows";
import { DateMoment } from "./date-moment";
import { type DateCard, maxDateTitleLength } from "./dates";
import { useMessages } from "./messages";
import { spacePath } from "./spaces";

interface DateRowsProps {
  dates: readonly DateCard[];
  label: string;
  /** Shows the space of each date; not needed on the page of one space. */
  withSpace?: boolean;
  /** What stands below a date. */
  below?: (date: DateCard) => ReactNode;
  /** The viewer may remove dates. */
  writes?: boolean;
}

/** Dates of a calendar, in their order. */
export function DateRows({ dates, label, withSpace, writes, below }: DateRowsProps) {
  const t = useMessages();
  return (
    <Rows label={label}>
      {dates.map((date) => (
        <Row
          key={date.id}
          kicker={
            <>
              <CalendarClock aria-hidden="true" />
              <DateMoment date={date} />
            </>
          }
          title={date.title}
          to={withSpace ? spacePath(date.space, "calendrier") : undefined}
          level={3}
          badges={
            date.deadline && (
              <Badge tone="ochre" icon={Flag}>
                {t("date.deadline")}
              </Badge>
            )
          }
          meta={[withSpace ? date.space.name : null, date.place].filter(Boolean).join(" · ") || undefined}
          actions={
            writes && (
              <>
                <EditDate date={date} />
                <Form method="post">
                  <input type="hidden" name="what" value="remove" />
                  <input type="hidden" name="date" value={date.id} />
                  <IconButton type="submit" icon={Trash2} label={t("date.remove", { title: date.title })} />
                </Form>
              </>
            )
          }
        >
          {below?.(date)}
        </Row>
      ))}
    </Rows>
  );
}

function EditDate({ date }: { date: DateCard }) {
  const t = useMessages();
  return (
    <InlineEdit label={t("date.edit", { title: date.title })}>
      <Form method="post" action={spacePath(date.space, "calendrier")} className="form">
        <input type="hidden" name="what" value="change" />
        <input type="hidden" name="date" value={date.id} />
        <TextField
          name="title"
          label={t("date.what")}
          defaultValue={date.title}
          maxLength={maxDateTitleLength}
          required
        />
        <TextField type="date" name="day" label={t("date.day")} defaultValue={date.day} required />
        <TextField type="time" name="time" label={t("date.time")} defaultValue={date.time ?? ""} optional />
        <TextField
          type="date"
          name="lastDay"
          label={t("date.lastDay")}
          defaultValue={date.lastDay ?? ""}
          optional
        />
        <TextField name="place" label={t("date.place")} defaultValue={date.place ?? ""} optional />
        <CheckboxField name="deadline" label={t("date.isDeadline")} defaultChecked={date.deadline} />
        <SubmitButton>{t("date.save")}</SubmitButton>
      </Form>
    </InlineEdit>
  );
}
