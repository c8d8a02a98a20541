import { allows } from "../../authorization/policy";
import type { Viewer } from "../../authorization/viewer";
import { type Database, db, inTransaction } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { slugOf } from "../../http/addresses";
import { notFound } from "../../http/errors";
import type { Relation } from "../organisations";
import { createOrganisation } from "../organisations.server";
import { organisationsPolicy } from "../policy";
import { readLabels } from "../reference-labels.server";
import { remember } from "./editing.server";
import { idOfName } from "./profile-values.server";

/**
 * Adds an organisation without accounts: a partner, an institution, a contact.
 * @returns its id.
 */
export async function addOrganisation(
  viewer: Viewer,
  values: { name: string; acronym: string; type: string; relation: Relation; parent: string },
): Promise<{ id: string } | { wrong: { parent?: string; type?: string } }> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
  const labels = await readLabels("fr");
  if (!labels.types.some(({ slug }) => slug === values.type)) return { wrong: { type: "field.required" } };
  const parentId = values.parent ? await idOfName(db, values.parent) : null;
  if (values.parent && !parentId) return { wrong: { parent: "field.unknownName" } };
  return await inTransaction(async (tx) => {
    const { name, type, relation } = values;
    const slug = await freeSlug(tx, name);
    const acronym = values.acronym || null;
    const id = await createOrganisation(tx, { name, acronym, type, relation, parentId, slug });
    await remember(tx, viewer, id, "created", {});
    return { id };
  });
}

/** An unused slug. */
export async function freeSlug(tx: Database, name: string): Promise<string> {
  const slug = slugOf(name);
  const taken = await tx.organisation.findUnique({ where: { slug }, select: { id: true } });
  return taken ? `${slug.slice(0, 50)}-${newId().slice(-8)}` : slug;
}
