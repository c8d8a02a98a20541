/** Formats a date column as YYYY-MM-DD. */
export const dayOf = (column: Date): string => column.toISOString().slice(0, 10);

/** Parses YYYY-MM-DD for a date column. */
export const toDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
