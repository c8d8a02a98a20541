import { Badge } from "../ui/badge";
import { IconButton } from "../ui/button";
import { Form } from "../ui/form";
import { CalendarClock, Flag, Trash2 } from "../ui/icons";
import { Row, Rows } from "../ui/rows";
import { DateMoment } from "./date-moment";
import type { DateCard } from "./dates";
import { useMessages } from "./messages";
import { spacePath } from "./spaces";

interface DateRowsProps {
  dates: readonly DateCard[];
  label: string;
  /** Shows the space of each date; not needed on the page of one space. */
  withSpace?: boolean;
  /** The viewer may remove dates. */
  writes?: boolean;
}

/** Dates of a calendar, in their order. */
export function DateRows({ dates, label, withSpace, writes }: DateRowsProps) {
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
              <Form method="post">
                <input type="hidden" name="what" value="remove" />
                <input type="hidden" name="date" value={date.id} />
                <IconButton type="submit" icon={Trash2} label={t("date.remove", { title: date.title })} />
              </Form>
            )
          }
        />
      ))}
    </Rows>
  );
}
