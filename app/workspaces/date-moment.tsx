import { Time, useTimeWriter } from "../ui/time";
import type { DateCard } from "./dates";
import { useMessages } from "./messages";

/** When a date is: its day with weekday, or its first and last day, and its time. */
export function DateMoment({ date: { day, lastDay, time } }: { date: DateCard }) {
  const t = useMessages();
  const write = useTimeWriter();
  const [hour = "", minute = ""] = time?.split(":") ?? [];
  return <Time at={day}>{words()}</Time>;

  function words(): string {
    const clock = { hour: Number(hour), minute };
    if (lastDay) {
      const span = { from: write(day, "weekday"), to: write(lastDay, "weekday") };
      return time ? t("date.spanAt", { ...span, ...clock }) : t("date.span", span);
    }
    return time ? t("date.at", { day: write(day, "weekday"), ...clock }) : write(day, "weekday");
  }
}
