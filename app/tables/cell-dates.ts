/** A date as people write it, in its precision: a month or a year alone stays so. */
export interface WrittenDate {
  year: number;
  month?: number;
  day?: number;
}

/** The epochs of Excel's two date systems, in days before 1970. */
const epochDays = { 1900: 25_569, 1904: 24_107 } as const;
const dayMs = 24 * 60 * 60 * 1000;

/** An Excel serial number as ISO text: a date, a date with time, or a time alone. */
export function textOfSerial(serial: number, system: 1900 | 1904 = 1900): string {
  if (!(serial >= 0) || serial > 2_958_466) return String(serial);
  // Excel's year 1900 has a 29 February.
  const days = system === 1900 && serial < 60 ? serial + 1 : serial;
  const iso = new Date(Math.round((days - epochDays[system]) * dayMs)).toISOString();
  if (serial < 1) return iso.slice(11, 16);
  return Math.abs(serial - Math.round(serial)) < 1 / 86_400
    ? iso.slice(0, 10)
    : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

const monthNames = [
  ["janvier", "janv", "jan", "january"],
  ["fevrier", "fevr", "fev", "february", "feb"],
  ["mars", "mar", "march"],
  ["avril", "avr", "april", "apr"],
  ["mai", "may"],
  ["juin", "june", "jun"],
  ["juillet", "juil", "july", "jul"],
  ["aout", "august", "aug"],
  ["septembre", "sept", "sep", "september"],
  ["octobre", "oct", "october"],
  ["novembre", "nov", "november"],
  ["decembre", "dec", "december"],
];
const monthOf = (word: string) => monthNames.findIndex((names) => names.includes(word)) + 1 || undefined;

/**
 * Parses a written date: "12/03/2005" (day first), "2005-03-12", "mars 2005", "03/2005", "le 1er mars 2005",
 * "2005", "12.3.05", and an Excel serial number that lost its format.
 * @returns null for other content.
 */
export function readWrittenDate(cell: string): WrittenDate | null {
  const text = cell
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^(?:en|le|depuis|vers|annee)\s+/, "")
    .trim();
  const parts = partsOf(text);
  if (!parts) return null;
  const { year, month, day } = parts;
  if (year < 1800 || year > 2200 || (month !== undefined && (month < 1 || month > 12))) return null;
  if (day !== undefined && month !== undefined) {
    const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
    if (!exists) return null;
  }
  return parts;
}

function partsOf(text: string): WrittenDate | null {
  const time = String.raw`(?:[t ]\d{1,2}[:h]\d{2}.*)?$`;
  const iso = new RegExp(`^(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?${time}`).exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const dayFirst = new RegExp(`^(\\d{1,2})\\s?[-/. ]\\s?(\\d{1,2})\\s?[-/. ]\\s?(\\d{4}|\\d{2})${time}`).exec(
    text,
  );
  if (dayFirst) return dateOf(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthYear = /^(\d{1,2})\s?[-/. ]\s?(\d{4})$/.exec(text);
  if (monthYear) return dateOf(monthYear[2], monthYear[1]);
  const words = /^(?:(\d{1,2})(?:er|e)?[-/. ]\s*)?([a-z]{3,9})\.?[-/ ]\s*(\d{4}|\d{2})$/.exec(text);
  if (words) {
    const month = monthOf(words[2] ?? "");
    return month ? dateOf(words[3], String(month), words[1]) : null;
  }
  if (/^\d{4}(?:[.,]0+)?$/.test(text)) return dateOf(text.slice(0, 4));
  // Serial numbers between 1954 and 2119: five digits cannot be a year.
  if (
    /^\d{5}(?:[.,]\d+)?$/.test(text) &&
    Number(text.slice(0, 5)) > 20_000 &&
    Number(text.slice(0, 5)) < 80_000
  ) {
    return partsOf(textOfSerial(Number(text.slice(0, 5))));
  }
  return null;
}

/** Expands a two-digit year: below 60 to 20xx, otherwise to 19xx. */
const fullYear = (year: number) => (year >= 100 ? year : year < 60 ? 2000 + year : 1900 + year);

function dateOf(year = "", month?: string, day?: string): WrittenDate {
  return {
    year: fullYear(Number(year)),
    month: month === undefined ? undefined : Number(month),
    day: day === undefined ? undefined : Number(day),
  };
}
