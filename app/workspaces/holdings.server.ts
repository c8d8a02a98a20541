import { actInRecord, type PersonalData } from "../personal-data/holdings.server";

const space = ["space", `(SELECT s."name" FROM "Space" s WHERE s."id" = t."spaceId")`] as const;

/** What a person's part in spaces leaves. */
export const workspacesData: PersonalData = {
  holdings: [
    { table: "SpaceMember", column: "personId", fields: [space, "role", "createdAt"], onErasure: "delete" },
    {
      ...{ table: "SpaceAsk", column: "personId", onErasure: "delete" },
      fields: [space, "kind", "role", "message", "createdAt", "decidedAt", "accepted", "reason"],
    },
    {
      ...{ table: "SpaceTask", column: "assigneeId", onErasure: "keep" },
      fields: [space, "title", "dueOn", "doneAt", "createdAt"],
    },
    { table: "CalendarLink", column: "personId", fields: [space, "createdAt"], onErasure: "delete" },
    { table: "SpaceVisit", column: "personId", fields: [space, "seenAt", "beforeAt"], onErasure: "delete" },
  ],
  exempt: [
    { table: "Space", column: "createdById", because: actInRecord },
    { table: "SpaceAsk", column: "createdById", because: actInRecord },
    { table: "SpaceAsk", column: "decidedById", because: actInRecord },
    { table: "SpaceTask", column: "createdById", because: actInRecord },
    { table: "SpaceTask", column: "doneById", because: actInRecord },
    { table: "SpaceDate", column: "createdById", because: actInRecord },
    { table: "RemovedItem", column: "removedById", because: actInRecord },
    { table: "SpaceTemplate", column: "createdById", because: actInRecord },
  ],
  async erase(tx, { id }) {
    await tx.spaceTask.updateMany({ where: { assigneeId: id }, data: { assigneeId: null } });
  },
};
