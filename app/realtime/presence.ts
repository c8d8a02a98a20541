import type { Presence, PresenceChange } from "./events";

/** The presence after a change. A change for connections that are not shown (a message came late) leaves no trace. */
export function applyPresence(
  { present }: Presence,
  { count, came = [], left = [] }: PresenceChange,
): Presence {
  const stays = present.filter(({ who }) => !left.includes(who) && !came.some((one) => one.who === who));
  return { count, present: [...stays, ...came] };
}
