import { recordEvent } from "../audit/record-event.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { exactlyOnce } from "../db/idempotency.server";
import { slugOf } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { indexOrganisations } from "../organisations/index.server";
import { now } from "../services/services.server";
import { holdRights, requireContributor } from "./access.server";
import { findAuthority } from "./authorities.server";
import type { AuthorityAct, NewAuthority } from "./authorities-form.server";

/** Maximum number of offices of an authority. */
const maxOffices = 50;

const toDate = (day: string | undefined) => (day ? new Date(`${day}T00:00:00Z`) : null);

/**
 * Adds an authority to the directory. Idempotent by its key.
 * @throws 404, 403, as `requireContributor`.
 */
export async function addAuthority(
  viewer: Viewer,
  form: NewAuthority,
): Promise<{ id: string; slug: string }> {
  requireContributor(viewer);
  if (form.parent) await findAuthority(viewer, form.parent);
  return await exactlyOnce(
    () => db.organisation.findUnique({ where: { id: form.key }, select: { id: true, slug: true } }),
    () =>
      inTransaction(async (tx) => {
        await holdRights(tx, viewer);
        return await createAuthority(tx, viewer, form);
      }),
  );
}

/** The same within a transaction, as an import does it. */
export async function createAuthority(tx: Database, viewer: Viewer, form: NewAuthority) {
  const { key: id, name, acronym, parent } = form;
  const known = await tx.organisation.findUnique({ where: { id }, select: { id: true, slug: true } });
  if (known) return known;
  const slug = `${slugOf(name).slice(0, 50)}-${id.slice(-6)}`;
  await tx.organisation.create({
    data: {
      id,
      slug,
      name,
      acronym: acronym || null,
      typeSlug: "structure-etatique",
      outside: "institution",
      parentId: parent ?? null,
      createdAt: now(),
      updatedAt: now(),
    },
  });
  await indexOrganisations(tx, [id]);
  await recordEvent(tx, viewer, "authority.added", id);
  return { id, slug };
}

/**
 * Adds an office, its next holder, or a letter to an authority. Idempotent by the key.
 * @throws 404, 403; 400 for an office of another authority.
 */
export async function changeAuthority(
  viewer: Viewer,
  id: string | undefined,
  act: AuthorityAct,
): Promise<void> {
  requireContributor(viewer);
  const authority = await findAuthority(viewer, id);
  const office = "office" in act ? act.office : undefined;
  if (office && !authority.offices.some((each) => each.id === office)) badRequest();
  if (act.what === "office" && authority.offices.length >= maxOffices) badRequest();
  await inTransaction(async (tx) => {
    await holdRights(tx, viewer);
    if (act.what === "office") await addOffice(tx, authority.id, act);
    else if (act.what === "holder") await addHolder(tx, act);
    else await addLetter(tx, viewer, authority.id, act);
  });
}

async function addOffice(
  tx: Database,
  organisationId: string,
  { key: id, title }: Extract<AuthorityAct, { what: "office" }>,
): Promise<void> {
  await tx.authorityOffice.createMany({
    data: { id, organisationId, title, createdAt: now() },
    skipDuplicates: true,
  });
}

/** The holder before ends where the new one begins; letters to the office stay as they are. */
async function addHolder(
  tx: Database,
  { key: id, office: officeId, name, from }: Extract<AuthorityAct, { what: "holder" }>,
): Promise<void> {
  if (await tx.officeHolder.count({ where: { id } })) return;
  await tx.officeHolder.updateMany({ where: { officeId, until: null }, data: { until: toDate(from) } });
  await tx.officeHolder.create({ data: { id, officeId, name, from: toDate(from) } });
}

async function addLetter(
  tx: Database,
  viewer: Viewer,
  organisationId: string,
  { key: id, number, ...letter }: Extract<AuthorityAct, { what: "letter" }>,
): Promise<void> {
  if (await tx.correspondence.count({ where: { id } })) return;
  const about = number
    ? await tx.recommendation.findUnique({ where: { number }, select: { id: true } })
    : null;
  if (number && !about) notFound();
  await tx.correspondence.create({
    data: {
      id,
      organisationId,
      officeId: letter.office ?? null,
      kind: letter.kind,
      subject: letter.subject,
      sentOn: toDate(letter.sentOn) as Date,
      receivedOn: toDate(letter.receivedOn),
      proof: letter.proof || null,
      note: letter.note || null,
      senderId: voicesOf(viewer)[0] ?? null,
      createdAt: now(),
      recommendations: { create: about ? [{ recommendationId: about.id }] : [] },
    },
  });
  await recordEvent(tx, viewer, "authority.written-to", organisationId, { kind: letter.kind });
}
