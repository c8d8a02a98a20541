import { Link } from "../ui/link";
import { useTimeWriter } from "../ui/time";
import type { DateCard } from "./dates";
import { useMessages } from "./messages";
import { daysOfMonth, isOn, nextMonth, previousMonth } from "./months";

interface MonthGridProps {
  /** YYYY-MM. */
  month: string;
  /** The network's current day. */
  today: string;
  dates: readonly DateCard[];
  /** The path of a month. */
  pathOf: (month: string) => string;
}

/** One month of a calendar as a table of weeks, Monday first; on phones only the days with dates are shown. */
export function MonthGrid({ month, today, dates, pathOf }: MonthGridProps) {
  const t = useMessages();
  const write = useTimeWriter();
  const weeks = daysOfMonth(month);
  const title = write(`${month}-01`, "month");
  return (
    <div className="month">
      <nav className="month-nav" aria-label={t("month.label")}>
        <Link to={pathOf(previousMonth(month))} preventScrollReset rel="prev">
          ‹ {write(`${previousMonth(month)}-01`, "month")}
        </Link>
        <strong>{title}</strong>
        <Link to={pathOf(nextMonth(month))} preventScrollReset rel="next">
          {write(`${nextMonth(month)}-01`, "month")} ›
        </Link>
      </nav>
      <table>
        <caption className="hidden-text">{title}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {write(day, "weekdayOnly")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day key={day} day={day} outside={!day.startsWith(month)} today={day === today}>
                  {dates.filter((date) => isOn(date, day))}
                </Day>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps {
  day: string;
  outside: boolean;
  today: boolean;
  children: DateCard[];
}

function Day({ day, outside, today, children: dates }: DayProps) {
  const write = useTimeWriter();
  const look = [outside && "outside", today && "today", dates.length === 0 && "free"].filter(Boolean);
  return (
    <td className={look.join(" ") || undefined}>
      <time dateTime={day}>
        <span aria-hidden="true" className="month-day">
          {Number(day.slice(8))}
        </span>
        <span className="hidden-text">{write(day, "weekday")}</span>
      </time>
      {dates.length > 0 && (
        <ul>
          {dates.map((date) => (
            <li key={date.id} className={date.deadline ? "deadline" : undefined}>
              {date.time && date.day === day && <span className="number">{date.time} </span>}
              <bdi dir="auto">{date.title}</bdi>
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}
