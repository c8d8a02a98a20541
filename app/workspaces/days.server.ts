/** A column that holds a day, as it is written. */
export const dayOf = (column: Date): string => column.toISOString().slice(0, 10);

/** A day, for a column that holds days. */
export const toDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
