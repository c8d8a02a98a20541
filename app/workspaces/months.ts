import type { DateCard } from "./dates";

const dayMs = 24 * 60 * 60 * 1000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const dayFrom = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Whether a text is a month of this calendar, YYYY-MM. */
export const isMonth = (text: string | null): text is string =>
  text !== null && /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text);

function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
export const nextMonth = (month: string): string => shifted(month, 1);
export const previousMonth = (month: string): string => shifted(month, -1);

/** The weeks that a month touches, Monday first; each of seven days, YYYY-MM-DD. */
export function daysOfMonth(month: string): string[][] {
  const first = at(`${month}-01`);
  const monday = first.getTime() - ((first.getUTCDay() + 6) % 7) * dayMs;
  const end = at(`${nextMonth(month)}-01`).getTime();
  const weeks: string[][] = [];
  for (let week = monday; week < end; week += 7 * dayMs) {
    weeks.push(Array.from({ length: 7 }, (_, index) => dayFrom(week + index * dayMs)));
  }
  return weeks;
}

/** Whether a date falls on this day, or spans it. */
export const isOn = ({ day, lastDay }: Pick<DateCard, "day" | "lastDay">, on: string): boolean =>
  day <= on && on <= (lastDay ?? day);
