import { db } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { now } from "../../app/services/services.server";

interface EntryFields {
  personId?: string | null;
  organisationId?: string;
  action?: string;
  objectType?: string;
  objectId?: string;
  details?: Record<string, string | number>;
}

/** An audit entry with any action and details, as another version of the portal may have written it. */
export async function writeEntry(fields: EntryFields, tx: Pick<typeof db, "auditEntry"> = db): Promise<void> {
  await tx.auditEntry.create({ data: { id: newId(), at: now(), action: "session.started", ...fields } });
}
