import { recordEvent } from "../../audit/record-event.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import type { Locale } from "../../i18n/locales";
import type { DocumentNode } from "../document-nodes";
import { findStanding, type StandingDocument } from "../documents-access.server";
import { documentWorkers } from "../sync/document-workers.server";
import type { ExportForm, ExportFrame } from "./export";

/** A document as a file, as it was last derived. @throws 404 */
export async function exportDocument(
  viewer: Viewer,
  id: string | undefined,
  { form, locale, words }: { form: ExportForm; locale: Locale; words: Pick<ExportFrame, "note" | "page"> },
): Promise<{ document: StandingDocument; bytes: Uint8Array }> {
  const document = await findStanding(viewer, id);
  const [{ content }, network] = await Promise.all([
    db.document.findUniqueOrThrow({ where: { id: document.id }, select: { content: true } }),
    db.network.findFirst({ select: { name: true } }),
  ]);
  const frame = { title: document.title, network: network?.name ?? "", locale, ...words };
  const shown = (content ?? { type: "doc", content: [] }) as unknown as DocumentNode;
  const bytes = await documentWorkers().file(shown, form, frame);
  await recordEvent(db, viewer, "document.exported", document.id, { format: form });
  return { document, bytes };
}
