import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { notFound } from "../../http/errors";
import { findStanding } from "../documents-access.server";
import type { Edition } from "./editions";

const shown = { id: true, number: true, title: true, sha256: true, createdAt: true, words: true } as const;

const toEdition = ({ createdAt, ...row }: Omit<Edition, "createdAt"> & { createdAt: Date }): Edition => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

/** The editions of a document, the newest first. */
export async function listEditions(documentId: string): Promise<Edition[]> {
  const rows = await db.documentEdition.findMany({
    where: { documentId },
    orderBy: { number: "desc" },
    take: 50,
    select: shown,
  });
  return rows.map(toEdition);
}

/** One frozen text, to be read. @throws 404 */
export async function findEdition(
  viewer: Viewer,
  documentId: string | undefined,
  number: string | undefined,
) {
  const document = await findStanding(viewer, documentId);
  const row = await db.documentEdition.findFirst({
    where: { documentId: document.id, number: /^[1-9]\d{0,5}$/.test(number ?? "") ? Number(number) : 0 },
    select: { ...shown, html: true },
  });
  if (!row) notFound();
  const { html, ...edition } = row;
  return { document, edition: toEdition(edition), html };
}

/** The canonical form of a frozen text, whose SHA-256 is on its page. @throws 404 */
export async function findCanonical(
  viewer: Viewer,
  documentId: string | undefined,
  number: string | undefined,
) {
  const { document, edition } = await findEdition(viewer, documentId, number);
  const { canonical } = await db.documentEdition.findUniqueOrThrow({
    where: { documentId_number: { documentId: document.id, number: edition.number } },
    select: { canonical: true },
  });
  return { document, edition, canonical };
}
