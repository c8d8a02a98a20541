import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";

const fields = ["name", "email", "body", "createdAt", "handledAt"] as const;

/** Messages to the secretariat, of people and of visitors. */
export const secretariatPersonalData: RoomPersonalData = {
  holdings: [
    { table: "ContactMessage", column: "personId", onErasure: "delete", fields: [...fields] },
    { table: "ContactMessage", column: "email", by: "email", onErasure: "delete", fields: [...fields] },
  ],
  exempt: [{ table: "ContactMessage", column: "handledById", because: actInRecord }],
};
