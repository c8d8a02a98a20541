import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";
import { isKnown, isReadable } from "./access.server";

/** The name of a space that the viewer may still know of. */
const space = [
  "space",
  (viewer: Viewer) =>
    Prisma.sql`(SELECT s."name" FROM "Space" s WHERE s."id" = t."spaceId" AND ${isKnown(viewer)})`,
] as const;

/** A column with current content of a space, exported only to people who may still read there. */
const whileReadable = (column: string) =>
  [
    column,
    (viewer: Viewer) => Prisma.sql`(SELECT t.${Prisma.raw(`"${column}"`)} FROM "Space" s
      WHERE s."id" = t."spaceId" AND ${isReadable(viewer)})`,
  ] as const;

/** Personal data that a person's participation in spaces creates. */
export const workspacesPersonalData: RoomPersonalData = {
  holdings: [
    { table: "SpaceMember", column: "personId", fields: [space, "role", "createdAt"], onErasure: "delete" },
    {
      table: "JoinRequest",
      column: "personId",
      onErasure: "delete",
      fields: [space, "role", "message", "createdAt", "decidedAt", "accepted", "reason"],
    },
    {
      table: "SpaceInvitation",
      column: "personId",
      onErasure: "delete",
      fields: [space, "role", "createdAt", "decidedAt", "accepted"],
    },
    {
      table: "SpaceTask",
      column: "assigneeId",
      onErasure: "keep",
      // Others may rename or change a task after its assignee has left.
      fields: [space, whileReadable("title"), whileReadable("dueOn"), whileReadable("doneAt"), "createdAt"],
    },
    { table: "CalendarLink", column: "personId", fields: [space, "createdAt"], onErasure: "delete" },
    { table: "SpaceVisit", column: "personId", fields: [space, "seenAt", "beforeAt"], onErasure: "delete" },
  ],
  exempt: [
    { table: "Space", column: "createdById", because: actInRecord },
    { table: "JoinRequest", column: "createdById", because: actInRecord },
    { table: "JoinRequest", column: "decidedById", because: actInRecord },
    { table: "SpaceInvitation", column: "createdById", because: actInRecord },
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
