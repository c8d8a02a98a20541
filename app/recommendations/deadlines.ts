import { readWrittenDate } from "../tables/cell-dates";

/** How exactly a deadline is known; `none` for « dès que possible ». */
export const duePrecisions = ["day", "month", "quarter", "half", "year", "none"] as const;
export type DuePrecision = (typeof duePrecisions)[number];

/** A deadline: the words as written, the last day in time, and the precision. */
export interface Due {
  text: string;
  /** YYYY-MM-DD; null without a date. */
  dueOn: string | null;
  precision: DuePrecision;
}

const pad = (value: number) => String(value).padStart(2, "0");

/** The last day of a month, as YYYY-MM-DD. */
const endOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** Words for a deadline without a date. */
const undated =
  /^(?:des que possible|asap|as soon as possible|sans date|immediat\w*|permanent\w*|continu\w*|en continu|a determiner|nd|-)$/;

const ordinals: Record<string, number> = { premier: 1, second: 2, deuxieme: 2, troisieme: 3, quatrieme: 4 };

/**
 * Reads a deadline as people write it: "30/06/2027", "déc. 2026", "T2 2027", "2e trimestre 2027", "S1 2027", "2027",
 * "fin 2027", "dès que possible".
 * @returns null for words that are no deadline, as "31/02/2027".
 */
export function readDue(words: string): Due | null {
  const text = words.trim();
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[’]/g, "'")
    .toLowerCase()
    .replace(/^(?:avant |d'ici |au plus tard |jusqu'a )?(?:le |la |fin |a |au )?/, "")
    .trim();
  if (plain === "" || undated.test(plain)) return { text, dueOn: null, precision: "none" };
  return partOfYear(text, plain) ?? writtenDay(text, plain);
}

function partOfYear(text: string, plain: string): Due | null {
  const short = /^([ts])\s?([1-4])[\s/-]+(?:de )?(\d{4})$/.exec(plain);
  const long =
    /^(\d|premier|second|deuxieme|troisieme|quatrieme)(?:e|er|re|eme|nd)? (trimestre|semestre) (?:de |d')?(\d{4})$/.exec(
      plain,
    );
  const unit = short?.[1] === "t" || long?.[2] === "trimestre" ? ("quarter" as const) : ("half" as const);
  const which = short ? Number(short[2]) : (ordinals[long?.[1] ?? ""] ?? Number(long?.[1]));
  const year = Number(short?.[3] ?? long?.[3]);
  const months = unit === "quarter" ? 3 : 6;
  if (!(which >= 1 && which <= 12 / months) || !Number.isInteger(year)) return null;
  return { text, dueOn: endOfMonth(year, which * months), precision: unit };
}

function writtenDay(text: string, plain: string): Due | null {
  const date = readWrittenDate(plain);
  if (!date) return null;
  const { year, month, day } = date;
  if (!month) return { text, dueOn: `${year}-12-31`, precision: "year" };
  if (!day) return { text, dueOn: endOfMonth(year, month), precision: "month" };
  return { text, dueOn: `${year}-${pad(month)}-${pad(day)}`, precision: "day" };
}

/** Whether a deadline has passed: on the day after its last one. Without a date it never does. */
export const isOverdue = (dueOn: string | null, today: string): boolean => dueOn !== null && dueOn < today;
