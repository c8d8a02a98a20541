import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { badRequest } from "../http/errors";
import { seenAcronym } from "../organisations/acronyms.server";
import { now } from "../services/services.server";
import type { ActionResult } from "./management.server";
import type { OrganisationRow } from "./members";
import type { MemberAction } from "./members-form.server";

/** The organisations that are in a space as a whole. */
export async function listSpaceOrganisations(viewer: Viewer, spaceId: string): Promise<OrganisationRow[]> {
  const rows = await db.spaceOrganisation.findMany({
    where: { spaceId },
    orderBy: { organisation: { name: "asc" } },
    select: {
      role: true,
      organisation: {
        select: { id: true, slug: true, name: true, acronym: true, visibility: true, picture: true },
      },
    },
  });
  return rows.map(({ role, organisation: { id, slug, name, ...row } }) => ({
    id,
    slug,
    name,
    role,
    acronym: seenAcronym(viewer, { id, ...row }),
    picture: row.picture,
  }));
}

/** Member organisations that are not in the space as a whole. */
export async function listAbsentOrganisations(spaceId: string): Promise<{ id: string; name: string }[]> {
  return await db.organisation.findMany({
    where: { admission: { isNot: null }, inSpaces: { none: { spaceId } } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}

/** Adds an organisation as a whole, changes its role, or removes it; its people gain or lose access at once. */
export async function changeSpaceOrganisation(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  act: Extract<MemberAction, { what: "organisation" | "remove-organisation" }>,
): Promise<ActionResult> {
  const own = { spaceId, organisationId: act.organisation };
  if (act.what === "remove-organisation") {
    const { count } = await tx.spaceOrganisation.deleteMany({ where: own });
    if (count > 0)
      await recordEvent(tx, viewer, "space.organisation-removed", spaceId, {
        organisation: act.organisation,
      });
    return "done";
  }
  if (!(await tx.admission.count({ where: { organisationId: act.organisation } }))) badRequest();
  await tx.spaceOrganisation.upsert({
    where: { spaceId_organisationId: own },
    create: { ...own, role: act.role, createdAt: now() },
    update: { role: act.role },
  });
  await recordEvent(tx, viewer, "space.organisation-added", spaceId, {
    organisation: act.organisation,
    role: act.role,
  });
  return "done";
}
