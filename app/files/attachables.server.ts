import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { addressOf } from "../http/addresses";
import { notFound } from "../http/errors";
import { organisationsPolicy } from "../organisations/policy";
import { accessIn, readableSpaces } from "../workspaces/access.server";
import { spacePath } from "../workspaces/spaces";
import { findNetworkSpace } from "../workspaces/spaces.server";
import type { AttachableKind } from "./attachments";

/** A thing that files are attached to, found through a viewer who may attach some. */
export interface Attachable {
  kind: AttachableKind;
  id: string;
  title: string;
  /** Its page. */
  to: string;
  /** The space that new files go to. */
  spaceId: string;
}

/** How a room finds a thing of its own for somebody who may attach files to it; null when there is none. */
export interface AttachableRoom {
  find(viewer: Viewer, id: string, from: Database): Promise<Omit<Attachable, "kind" | "id"> | null>;
  /** Called in the transaction that attaches or detaches, so that open pages learn of it. */
  touch?(tx: Database, id: string): Promise<void>;
}

const inSpace = (viewer: Viewer) => ({ space: readableSpaces(viewer) });

const rooms: Partial<Record<AttachableKind, AttachableRoom>> = {
  task: {
    async find(viewer, id, from) {
      const task = await from.spaceTask.findFirst({
        where: { id, ...inSpace(viewer) },
        select: { title: true, space: { select: { id: true, slug: true } } },
      });
      if (!task || (await accessIn(viewer, task.space.id, from)) !== "write") return null;
      return { title: task.title, to: spacePath(task.space, "taches"), spaceId: task.space.id };
    },
  },
  date: {
    async find(viewer, id, from) {
      const date = await from.spaceDate.findFirst({
        where: { id, ...inSpace(viewer) },
        select: { title: true, space: { select: { id: true, slug: true } } },
      });
      if (!date || (await accessIn(viewer, date.space.id, from)) !== "write") return null;
      return { title: date.title, to: spacePath(date.space, "calendrier"), spaceId: date.space.id };
    },
  },
  organisation: {
    async find(viewer, id, from) {
      if (!allows(viewer, organisationsPolicy["profile.edit"], id)) return null;
      const organisation = await from.organisation.findUnique({
        where: { id },
        select: { id: true, slug: true, name: true },
      });
      const network = await findNetworkSpace(viewer);
      if (!organisation || network.access !== "write") return null;
      return { title: organisation.name, to: `/annuaire/${addressOf(organisation)}`, spaceId: network.id };
    },
  },
};

/** Lets a higher room take attachments; called once at start. */
export function registerAttachable(kind: AttachableKind, room: AttachableRoom): void {
  rooms[kind] = room;
}

/** A thing that the viewer may attach files to. @throws 404 */
export async function requireAttachable(
  viewer: Viewer,
  { kind, id }: { kind: AttachableKind; id: string },
  from: Database = db,
): Promise<Attachable> {
  const found = await rooms[kind]?.find(viewer, id, from);
  return found ? { ...found, kind, id } : notFound();
}

/** Tells the room of a thing that its attachments changed. */
export async function touchAttachable(
  tx: Database,
  { kind, id }: { kind: AttachableKind; id: string },
): Promise<void> {
  await rooms[kind]?.touch?.(tx, id);
}
