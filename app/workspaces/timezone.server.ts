import { DateTime } from "luxon";

/**
 * A VTIMEZONE component (RFC 5545): the offset at the start of the first year, and each change until the end of the last.
 */
export function timezoneComponent(zone: string, [first, last]: [first: number, last: number]): string {
  const begin = DateTime.fromObject({ year: first - 1 }, { zone });
  const changes = changesOf(begin, DateTime.fromObject({ year: last + 2 }, { zone }));
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${zone}`,
    ...[{ at: begin, from: begin.offset }, ...changes].flatMap(({ at, from }) => observance(at, from)),
    "END:VTIMEZONE",
  ].join("\r\n");
}

interface Change {
  /** First instant with the new offset. */
  at: DateTime;
  /** Previous offset, in minutes. */
  from: number;
}

function changesOf(begin: DateTime, end: DateTime): Change[] {
  const changes: Change[] = [];
  // Weekly steps suffice: no zone changes its clocks twice within a week.
  for (let day = begin; day < end; day = day.plus({ weeks: 1 })) {
    const next = day.plus({ weeks: 1 });
    if (next.offset !== day.offset) changes.push({ at: changeBetween(day, next), from: day.offset });
  }
  return changes;
}

function changeBetween(day: DateTime, next: DateTime): DateTime {
  let [before, after] = [day, next];
  while (after.diff(before).as("minutes") > 1) {
    const middle = before.plus({ minutes: Math.floor(after.diff(before).as("minutes") / 2) });
    if (middle.offset === day.offset) before = middle;
    else after = middle;
  }
  return after;
}

function observance(at: DateTime, from: number): string[] {
  const kind = at.isInDST ? "DAYLIGHT" : "STANDARD";
  // RFC 5545 gives the local time of a change by the offset before it.
  const clock = at.toUTC().plus({ minutes: from }).toFormat("yyyyLLdd'T'HHmmss");
  return [
    `BEGIN:${kind}`,
    `DTSTART:${clock}`,
    `TZOFFSETFROM:${offset(from)}`,
    `TZOFFSETTO:${offset(at.offset)}`,
    `END:${kind}`,
  ];
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(size / 60)}${two(size % 60)}`;
}
