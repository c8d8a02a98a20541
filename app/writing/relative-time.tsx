import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { clockIn, dateFormat, dayIn } from "../i18n/formatters";
import { useLocale } from "../i18n/messages";
import { useNetworkZone } from "../i18n/zone";
import { Time, useTimeWriter } from "../ui/time";
import { useMessages } from "./messages";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const NowContext = createContext<string>("");

/** Provides the present time to the times below it: the server's at first, so that both render the same words. */
export function NowProvider({ now, children }: { now: string; children: ReactNode }) {
  const [current, setCurrent] = useState(now);
  useEffect(() => {
    setCurrent(new Date().toISOString());
    const timer = setInterval(() => setCurrent(new Date().toISOString()), minute);
    return () => clearInterval(timer);
  }, []);
  return <NowContext.Provider value={current}>{children}</NowContext.Provider>;
}

/** A relative time; exact on hover. */
export function RelativeTime({ at }: { at: string }) {
  const write = useRelativeTime();
  return <Time at={at}>{write(at)}</Time>;
}

/** "à l’instant", "il y a 20 min", "aujourd’hui à 9 h 05", "hier à…", "lundi à…", then the date. */
export function useRelativeTime(): (at: string) => string {
  const now = useContext(NowContext);
  const writeDate = useTimeWriter();
  const clock = useClockTime();
  const zone = useNetworkZone();
  const locale = useLocale();
  const t = useMessages();
  return (at) => {
    const passed = Math.max(0, Date.parse(now) - Date.parse(at));
    const days = dayNumber(now, zone) - dayNumber(at, zone);
    const time = clock(at);
    if (passed < minute) return t("moment.now");
    if (passed < hour) return t("moment.minutes", { count: Math.floor(passed / minute) });
    if (days <= 0) return t("moment.today", { time });
    if (days === 1) return t("moment.yesterday", { time });
    if (days > 6) return writeDate(at, "short");
    const weekday = dateFormat(locale, "weekday", zone).format(new Date(at));
    return t("moment.weekday", { weekday, time });
  };
}

/** "17 h 42", in the network's time zone. */
export function useClockTime(): (at: string) => string {
  const zone = useNetworkZone();
  const t = useMessages();
  return (at) => {
    const { hour: hours, minute: minutes } = clockIn(zone, new Date(at));
    return t("moment.clock", { hour: Number(hours), minute: minutes });
  };
}

/** The number of the day in a zone. */
const dayNumber = (at: string, zone: string) => Date.parse(dayIn(zone, new Date(at))) / day;
