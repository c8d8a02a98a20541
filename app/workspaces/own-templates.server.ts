import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { recordEvent } from "../audit/record-event.server";
import { requireAllowed } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import type { SpaceTemplate } from "../db/generated/client";
import { now } from "../services/services.server";
import type { OwnTemplate } from "./own-templates";
import type { KeptTemplate } from "./own-templates-form.server";
import { templatePolicy } from "./policy";

const content = z.object({
  tasks: z.array(z.string()),
  threads: z.array(z.string()),
  documents: z.array(z.string()),
});

/** The network's own templates, by name. They contain titles written by the secretariat, no data of any space. */
export async function listOwnTemplates(_viewer: Viewer): Promise<OwnTemplate[]> {
  const rows = await db.spaceTemplate.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(templateOf);
}

/** One template, read in the transaction that creates a space; null when it was deleted in the meantime. */
export async function findOwnTemplate(tx: Database, id: string): Promise<OwnTemplate | null> {
  const row = z.uuid().safeParse(id).success ? await tx.spaceTemplate.findUnique({ where: { id } }) : null;
  return row && templateOf(row);
}

const templateOf = ({ id, name, version, ...row }: SpaceTemplate): OwnTemplate => ({
  id,
  name,
  version,
  ...content.parse(row.content),
});

/**
 * Saves a new or existing template under the id from its form, so that sending it twice creates one.
 * @returns false when the template was changed or deleted since the form was loaded.
 * @throws 404
 */
export async function saveTemplate(viewer: Viewer, form: KeptTemplate): Promise<boolean> {
  requireAllowed(viewer, templatePolicy.keep);
  const { template: id, name, tasks, threads, documents, version } = form;
  const said = { name, content: { tasks, threads, documents }, version: version + 1 };
  return await inTransaction(async (tx) => {
    const made = { id, ...said, createdAt: now(), createdById: viewer.personId };
    const { count } =
      version === 0
        ? await tx.spaceTemplate.createMany({ data: made, skipDuplicates: true })
        : await tx.spaceTemplate.updateMany({ where: { id, version }, data: said });
    if (count > 0) await recordEvent(tx, viewer, "space-template.kept", id);
    const kept = await findOwnTemplate(tx, id);
    return kept !== null && isDeepStrictEqual(kept, { id, name, ...said.content, version: said.version });
  });
}

/**
 * Deletes a template; spaces created from it keep their content. Idempotent.
 * @throws 404
 */
export async function deleteTemplate(viewer: Viewer, id: string): Promise<void> {
  requireAllowed(viewer, templatePolicy.keep);
  await inTransaction(async (tx) => {
    const { count } = await tx.spaceTemplate.deleteMany({ where: { id } });
    if (count > 0) await recordEvent(tx, viewer, "space-template.forgotten", id);
  });
}
