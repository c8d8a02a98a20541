import { now } from "../ports/ports.server";

const hour = 60 * 60 * 1000;

/** Today in the network's zone, which keeps UTC+1 the whole year: as "2026-11-24". */
export const today = (): string => new Date(now().getTime() + hour).toISOString().slice(0, 10);

/** A column that holds a day, as it is written. */
export const dayOf = (column: Date): string => column.toISOString().slice(0, 10);

/** A day, for a column that holds days. */
export const toDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
