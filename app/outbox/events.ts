/**
 * The events between rooms, by ids. A room adds its events by declaration merging:
 * `declare module "./events" { interface Events { "person.joined": { personId: string } } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms fill it
export interface Events {}

export type EventType = keyof Events & string;
