export const maxDateTitleLength = 160;

/** A date of a calendar. */
export interface DateCard {
  id: string;
  title: string;
  place: string | null;
  /** Days, as "2026-11-24". */
  day: string;
  /** Only for dates of several days. */
  lastDay: string | null;
  /** Start time, as "14:30", in the network's zone; null for whole days. */
  time: string | null;
  deadline: boolean;
  space: { id: string; slug: string; name: string };
}

export interface DateList {
  dates: DateCard[];
  next: string | null;
}

export const datesPerPage = 30;
