import { record } from "../audit/audit.server";
import { db, inTransaction } from "../db/database.server";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { findNetwork } from "../network/network.server";
import { now, settings } from "../ports/ports.server";
import { dataPage } from "./data-page.server";
import { labelTable } from "./labels.server";
import { type DataSection, readSections } from "./sections.server";

/** What the page of one's own data shows. */
export interface MyData {
  sections: { table: string; label: string; count: number }[];
  /** When erasure was asked for; null while it was not. */
  asked: string | null;
  contributions: "keep" | "remove";
}

/** What the portal holds of the viewer, counted by kind, and whether they asked to be erased. */
export async function summarise(viewer: Viewer, locale: Locale): Promise<MyData> {
  const [sections, asked, network] = await Promise.all([
    readOwn(viewer),
    db.erasureRequest.findUnique({ where: { personId: viewer.personId } }),
    db.network.findFirst({ select: { formerContributions: true } }),
  ]);
  return {
    sections: sections.map(({ table, count }) => ({ table, count, label: labelTable(locale, table) })),
    asked: asked?.createdAt.toISOString() ?? null,
    contributions: network?.formerContributions ?? "keep",
  };
}

async function readOwn({ personId }: Viewer): Promise<DataSection[]> {
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
  return await readSections({ id: personId, email });
}

/** A file to take away. */
export interface DataFile {
  name: string;
  type: string;
  body: string;
}

/** All of one's own data: as JSON for programs, as one page of HTML for people. That it was taken is recorded. */
export async function takeMyData(viewer: Viewer, form: "json" | "html", locale: Locale): Promise<DataFile> {
  await record(db, { personId: viewer.personId, action: "data.exported", details: { format: form } });
  const [sections, network] = await Promise.all([readOwn(viewer), findNetwork()]);
  const about = { portal: settings().publicUrl, network: network?.name ?? null, madeAt: now().toISOString() };
  const name = `mes-donnees-${about.madeAt.slice(0, 10)}.${form}`;
  if (form === "html") {
    return { name, type: "text/html; charset=utf-8", body: dataPage(sections, about, locale) };
  }
  const tables = Object.fromEntries(sections.map(({ table, ...section }) => [table, section]));
  const body = JSON.stringify({ ...about, personId: viewer.personId, tables }, plain, 2);
  return { name, type: "application/json; charset=utf-8", body };
}

/** Numbers that JSON has no word for become text. */
const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/** Asks the secretariat to erase the viewer's account. Asked twice, it is asked once. */
export async function askErasure({ personId }: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    if (await tx.erasureRequest.findUnique({ where: { personId } })) return;
    await tx.erasureRequest.create({ data: { personId, createdAt: now() } });
    await record(tx, { personId, action: "erasure.asked" });
  });
}

/** Takes the request back, as long as nobody has followed it. */
export async function withdrawErasure({ personId }: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.erasureRequest.deleteMany({ where: { personId } });
    if (count > 0) await record(tx, { personId, action: "erasure.withdrawn" });
  });
}
