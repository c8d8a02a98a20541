import type { RoomPersonalData } from "../personal-data/registry.server";

/** Personal data: recently viewed items. */
export const searchPersonalData: RoomPersonalData = {
  holdings: [
    { table: "Seen", column: "personId", fields: ["kind", "thingId", "seenAt"], onErasure: "delete" },
  ],
  exempt: [{ table: "Seen", column: "thingId", because: "A thread, a text, a space or an organisation." }],
};
