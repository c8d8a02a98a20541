import { record } from "../audit/audit.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import type { Database } from "../db/database.server";

export type FileAction =
  | "file.added"
  | "file.replaced"
  | "file.changed"
  | "file.moved"
  | "file.deleted"
  | "file.restored"
  | "file.erased"
  | "file.downloaded";

/** Records what happened to a file, in the transaction of the change. The one place where this room writes the audit record. */
export async function recordFileEvent(
  tx: Database,
  viewer: Viewer | null,
  action: FileAction,
  fileId: string,
  details: Record<string, string | number | boolean> = {},
): Promise<void> {
  await record(tx, {
    personId: viewer?.personId ?? null,
    organisationId: viewer ? voicesOf(viewer)[0] : undefined,
    action,
    on: { type: "file", id: fileId },
    details,
  });
}
