import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";

export const noticesPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "Notice",
      column: "personId",
      onErasure: "delete",
      fields: ["kind", "reason", "thing", "count", "createdAt", "changedAt", "readAt"],
    },
    { table: "NoticeLevel", column: "personId", onErasure: "delete", fields: ["thing", "loudness", "setAt"] },
    {
      table: "NoticeSettings",
      column: "personId",
      onErasure: "delete",
      fields: ["rhythm", "hour", "content", "pausedAt"],
    },
    {
      table: "NoticeMail",
      column: "personId",
      onErasure: "delete",
      fields: ["state", "preparedAt", "sentAt"],
    },
    { table: "ReplyAddress", column: "personId", onErasure: "delete", fields: ["expiresAt"] },
    { table: "ReceivedMail", column: "personId", onErasure: "delete", fields: ["receivedAt", "refusal"] },
  ],
  exempt: [
    { table: "Notice", column: "actorId", because: actInRecord },
    {
      table: "Notice",
      column: "thingId",
      because: "A thread, a text, a space, or the account of the same person.",
    },
    {
      table: "Notice",
      column: "itemId",
      because: "A message, a task or a request; who asks for erasure is in it for a while.",
    },
    { table: "NoticeLevel", column: "thingId", because: "A thread, a text, a space or a theme." },
  ],
};
