import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { record } from "../audit/audit.server";
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

/** The network's own templates, by name. They hold titles that the secretariat wrote, nothing of any space. */
export async function listOwnTemplates(_viewer: Viewer): Promise<OwnTemplate[]> {
  const rows = await db.spaceTemplate.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(templateOf);
}

/** One of them, inside the transaction that makes a space; null where it was forgotten meanwhile. */
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
 * Keeps a template, a new one or one that is there, under the id that its form brings: sent twice, it is kept once.
 * @returns false when somebody else has changed or forgotten it since the form was opened. @throws 404
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
    if (count > 0) await tell(tx, viewer, "space-template.kept", id);
    const kept = await findOwnTemplate(tx, id);
    return kept !== null && isDeepStrictEqual(kept, { id, name, ...said.content, version: said.version });
  });
}

/** Forgets a template; spaces that began with it keep what they have. Done twice, it is done. @throws 404 */
export async function deleteTemplate(viewer: Viewer, id: string): Promise<void> {
  requireAllowed(viewer, templatePolicy.keep);
  await inTransaction(async (tx) => {
    const { count } = await tx.spaceTemplate.deleteMany({ where: { id } });
    if (count > 0) await tell(tx, viewer, "space-template.forgotten", id);
  });
}

const tell = (tx: Database, { personId }: Viewer, action: string, id: string) =>
  record(tx, { personId, action, on: { type: "space-template", id } });
