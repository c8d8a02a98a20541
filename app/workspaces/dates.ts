export const maxDateTitleLength = 160;

/** A date of a calendar. */
export interface DateCard {
  id: string;
  title: string;
  place: string | null;
  /** Days, as "2026-11-24". */
  day: string;
  /** Only where it takes several days. */
  lastDay: string | null;
  /** When it begins, as "14:30", by the network's clock; null for whole days. */
  time: string | null;
  deadline: boolean;
  space: { id: string; slug: string; name: string };
}

export interface DateList {
  dates: DateCard[];
  next: string | null;
}

export const datesPerPage = 30;
