import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import type { Locale } from "../i18n/locales";
import { findNetwork } from "../network/network.server";
import { now, settings } from "../services/services.server";
import { dataPage } from "./data-page.server";
import { labelTable } from "./labels.server";
import { countSections, type DataSection, emailOf, readSections } from "./sections.server";

/** The data of the page on one's own data. */
export interface MyData {
  sections: { table: string; label: string; count: number }[];
  /** When erasure was requested; null when it was not. */
  asked: string | null;
  contributions: "keep" | "remove";
}

/** Counts the viewer's data by kind, with their erasure request. */
export async function summarisePersonalData(viewer: Viewer, locale: Locale): Promise<MyData> {
  const [sections, asked, network] = await Promise.all([
    emailOf(viewer).then((email) => countSections({ id: viewer.personId, email })),
    db.erasureRequest.findUnique({ where: { personId: viewer.personId } }),
    db.network.findFirst({ select: { formerContributions: true } }),
  ]);
  return {
    sections: sections.map(({ table, count }) => ({ table, count, label: labelTable(locale, table) })),
    asked: asked?.createdAt.toISOString() ?? null,
    contributions: network?.formerContributions ?? "keep",
  };
}

/** A file for download, generated while it is sent. */
export interface DataFile {
  name: string;
  type: string;
  parts: AsyncIterable<string>;
}

/** Exports all of the viewer's data: as JSON for programs, as one HTML page for people. The export is recorded. */
export async function exportPersonalData(
  viewer: Viewer,
  form: "json" | "html",
  locale: Locale,
): Promise<DataFile> {
  await recordEvent(db, viewer, "data.exported", null, { format: form });
  const network = await findNetwork();
  const about = { portal: settings().publicUrl, network: network?.name ?? null, madeAt: now().toISOString() };
  const name = `mes-donnees-${about.madeAt.slice(0, 10)}.${form}`;
  const sections = readSections(viewer);
  if (form === "html") {
    return { name, type: "text/html; charset=utf-8", parts: dataPage(sections, about, locale) };
  }
  const parts = dataJson(sections, { ...about, personId: viewer.personId });
  return { name, type: "application/json; charset=utf-8", parts };
}

async function* dataJson(
  sections: AsyncIterable<DataSection>,
  about: Record<string, string | null>,
): AsyncGenerator<string> {
  yield `${asJson(about).slice(0, -1)},"tables":{`;
  let first = true;
  for await (const { table, count, pages } of sections) {
    yield `${first ? "" : ","}\n${asJson(table)}:{"count":${count},"rows":[`;
    first = false;
    let separator = "\n";
    for await (const rows of pages) {
      for (const row of rows) {
        yield separator + asJson(row);
        separator = ",\n";
      }
    }
    yield "]}";
  }
  yield "\n}}\n";
}

/** Converts values that JSON cannot represent (bigint) to strings. */
const asJson = (value: unknown) =>
  JSON.stringify(value, (_key, each) => (typeof each === "bigint" ? String(each) : each));

/** Requests the erasure of the viewer's account. Idempotent. */
export async function requestErasure({ personId }: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    if (await tx.erasureRequest.findUnique({ where: { personId } })) return;
    await tx.erasureRequest.create({ data: { personId, createdAt: now() } });
    await recordEvent(tx, { personId }, "erasure.asked", null);
  });
}

/** Withdraws the request before it is carried out. */
export async function withdrawErasureRequest({ personId }: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.erasureRequest.deleteMany({ where: { personId } });
    if (count > 0) await recordEvent(tx, { personId }, "erasure.withdrawn", null);
  });
}
