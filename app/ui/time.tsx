import type { ReactNode } from "react";
import { clockIn, dateFormat } from "../i18n/formatters";
import { useLocale } from "../i18n/messages";
import { useNetworkZone } from "../i18n/zone";
import { useMessages } from "./messages";

interface TimeProps {
  /** An instant (ISO, or a Date), or a day as "2023-11-28". */
  at: string | Date;
  /**
   * `day`: 28 novembre 2023; `weekday`: mardi 28 novembre 2023; `short`: 28 nov. 2023; `moment`: 28 novembre 2023 à 16 h 10;
   * `clock`: 16 h 10; `month`: novembre 2023; `weekdayOnly`: mardi.
   */
  look?: "day" | "weekday" | "short" | "moment" | "clock" | "month" | "weekdayOnly";
  /** IANA name; the network's zone by default. */
  zone?: string;
  /** The text to show instead: "il y a 20 min". */
  children?: ReactNode;
}

/** A date in the reader's language; the exact value is in the title and `datetime` attributes. */
export function Time({ at, look = "day", zone, children }: TimeProps) {
  const write = useTimeWriter(zone);
  const machine = typeof at === "string" ? at : at.toISOString();
  const exact = write(at, isDay(machine) ? "day" : "moment");
  return (
    <time dateTime={machine} title={exact} className={children ? "relative" : undefined}>
      {children ? <span>{children}</span> : write(at, look)}
    </time>
  );
}

function isDay(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value);
}

/** The same text as a string, for attributes and messages. */
export function useTimeWriter(other?: string): (at: string | Date, look: TimeProps["look"]) => string {
  const ours = useNetworkZone();
  const zone = other ?? ours;
  const t = useMessages();
  const locale = useLocale();
  return (at, look) => {
    const day = typeof at === "string" && isDay(at);
    const date = new Date(at);
    const plain = dateFormat(locale, dateLookOf(look), day ? "UTC" : zone).format(date);
    // French writes "1er" for the first of a month; Intl does not.
    const words = locale === "fr" ? plain.replace(/\b1(?=\s)/, "1er") : plain;
    if ((look !== "moment" && look !== "clock") || day) return words;
    const { hour, minute } = clockIn(zone, date);
    if (look === "clock") return t("time.clock", { hour: Number(hour), minute });
    return t("time.moment", { date: words, hour: Number(hour), minute });
  };
}

const dateLooks = { short: "short", weekday: "fullDay", month: "month", weekdayOnly: "weekday" } as const;

const dateLookOf = (look: TimeProps["look"] = "day") =>
  look in dateLooks ? dateLooks[look as keyof typeof dateLooks] : "day";
