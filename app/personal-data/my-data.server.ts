import { record } from "../audit/audit.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import type { Locale } from "../i18n/locales";
import { findNetwork } from "../network/network.server";
import { now, settings } from "../services/services.server";
import { dataPage } from "./data-page.server";
import { labelTable } from "./labels.server";
import { countSections, type DataSection, emailOf, readSections } from "./sections.server";

/** What the page of one's own data shows. */
export interface MyData {
  sections: { table: string; label: string; count: number }[];
  /** When erasure was asked for; null while it was not. */
  asked: string | null;
  contributions: "keep" | "remove";
}

/** What the portal holds of the viewer, counted by kind, and whether they asked to be erased. */
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

/** A file to take away, made page by page as it is sent. */
export interface DataFile {
  name: string;
  type: string;
  parts: AsyncIterable<string>;
}

/** All of one's own data: as JSON for programs, as one page of HTML for people. That it was taken is recorded. */
export async function exportPersonalData(
  viewer: Viewer,
  form: "json" | "html",
  locale: Locale,
): Promise<DataFile> {
  await record(db, { personId: viewer.personId, action: "data.exported", details: { format: form } });
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

/** Numbers that JSON has no word for become text. */
const asJson = (value: unknown) =>
  JSON.stringify(value, (_key, each) => (typeof each === "bigint" ? String(each) : each));

/** Asks the secretariat to erase the viewer's account. Asked twice, it is asked once. */
export async function requestErasure({ personId }: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    if (await tx.erasureRequest.findUnique({ where: { personId } })) return;
    await tx.erasureRequest.create({ data: { personId, createdAt: now() } });
    await record(tx, { personId, action: "erasure.asked" });
  });
}

/** Takes the request back, as long as nobody has followed it. */
export async function withdrawErasureRequest({ personId }: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.erasureRequest.deleteMany({ where: { personId } });
    if (count > 0) await record(tx, { personId, action: "erasure.withdrawn" });
  });
}
