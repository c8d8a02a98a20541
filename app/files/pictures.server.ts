import { mkdir } from "node:fs/promises";
import type { Readable } from "node:stream";
import { recordEvent } from "../audit/record-event.server";
import { requireAllowed } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { indexOrganisations } from "../organisations/index.server";
import { organisationsPolicy } from "../organisations/policy";
import { findVisibleOrganisation } from "../organisations/profile/profile.server";
import { now } from "../services/services.server";
import type { Part } from "./examine/examination";
import type { RefusalReason } from "./files";
import { noteBlob } from "./finish-upload.server";
import { maxPictureSize, type PictureOwner } from "./pictures";
import { fileServices } from "./storage.server";
import { appendBytes, clearUpload, requireDiskSpace, uploadPath, workPath } from "./upload-folder.server";
import { scanForViruses } from "./virus-scan.server";

const own = (owner: PictureOwner) =>
  "organisation" in owner ? { organisationId: owner.organisation } : { personId: owner.person };

/** Editors of a profile set its logo, everybody their own portrait. @throws 403, 404 */
export function requirePictureRight(viewer: Viewer, owner: PictureOwner): void {
  if ("organisation" in owner)
    requireAllowed(viewer, organisationsPolicy["profile.edit"], owner.organisation);
  else if (owner.person !== viewer.personId) notFound();
}

/**
 * Makes an image the logo or portrait of its owner: cropped to a square, small, without metadata. It replaces the one before.
 * @returns why it is refused, or null
 */
export async function setPicture(
  viewer: Viewer,
  owner: PictureOwner,
  image: Readable,
): Promise<RefusalReason | null> {
  requirePictureRight(viewer, owner);
  await requireDiskSpace(maxPictureSize);
  const work = newId();
  try {
    const size = await appendBytes(work, 0, image, { maxSize: maxPictureSize });
    if (size === 0) return "empty";
    const infected = await scanForViruses(uploadPath(work));
    if (infected) return infected;
    await mkdir(workPath(work), { mode: 0o700 });
    const examined = await fileServices().examine({
      path: uploadPath(work),
      folder: workPath(work),
      name: "image",
      keepOriginal: false,
      square: true,
    });
    if ("refused" in examined) return examined.refused;
    await fileServices().blobs.put(examined.content.sha256, examined.content.path);
    await inTransaction((tx) => replacePicture(tx, viewer, owner, examined.content));
    return null;
  } catch (error) {
    if (error instanceof RangeError) return "tooLarge";
    if (error instanceof Error && error.name === "ProcessLimitPassed") return "tooHeavy";
    throw error;
  } finally {
    await clearUpload(work);
  }
}

async function replacePicture(tx: Database, viewer: Viewer, owner: PictureOwner, part: Part): Promise<void> {
  await noteBlob(tx, part);
  await tx.picture.deleteMany({ where: own(owner) });
  await tx.picture.create({
    data: { id: newId(), ...own(owner), sha256: part.sha256, size: part.size, createdAt: now() },
  });
  await recordPicture(tx, viewer, owner);
}

/** Takes the logo or portrait away. Idempotent. @throws 403, 404 */
export async function removePicture(viewer: Viewer, owner: PictureOwner): Promise<void> {
  requirePictureRight(viewer, owner);
  await inTransaction(async (tx) => {
    const { count } = await tx.picture.deleteMany({ where: own(owner) });
    if (count > 0) await recordPicture(tx, viewer, owner);
  });
}

async function recordPicture(tx: Database, viewer: Viewer, owner: PictureOwner): Promise<void> {
  if (!("organisation" in owner)) return await recordEvent(tx, viewer, "card.changed", owner.person);
  await indexOrganisations(tx, [owner.organisation]);
  await recordEvent(tx, viewer, "profile.edited", owner.organisation, { fields: "logo" });
}

/**
 * The bytes of a picture. Portraits and the logos of the network are for signed-in people; those of organisations in the
 * public directory for everybody.
 * @throws 404
 */
export async function readPicture(viewer: Viewer | null, id: string | undefined) {
  const picture = id ? await db.picture.findUnique({ where: { id } }) : null;
  if (!picture) notFound();
  if (!viewer) await findVisibleOrganisation(null, picture.organisationId ?? undefined);
  const { sha256, size } = picture;
  const bytes = await fileServices().blobs.read(sha256);
  return bytes ? { bytes, size } : notFound();
}

/** The current picture of an owner. */
export async function findPicture(owner: PictureOwner): Promise<string | null> {
  return (await db.picture.findFirst({ where: own(owner), select: { id: true } }))?.id ?? null;
}
