import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { guardFormula, withoutFormulaGuard } from "../tables/formula-guard";
import { exportDirectory, exportFormats } from "./directory-export.server";
import { readDirectoryQuery } from "./directory-query-form.server";
import { exportWeight } from "./export-weight";
import { searchDirectory } from "./organisation-search.server";

useDatabase("demonstration");

let member: Viewer;
let secretariat: Viewer;

beforeAll(async () => {
  member = await makeViewer({ organisation: await makeOrganisation() });
  secretariat = await makeViewer({ secretariat: true });
  await makeOrganisation({
    name: '=HYPERLINK("http://evil.example";"x")',
    acronym: "ZZX",
    mission: 'Une ligne ; deux, et "trois"\nquatre',
    contactPhone: "+227 90 12 34 56",
    donors: ["Fondation discrète"],
    contacts: [{ name: "Quelqu’un", phone: "+227 91" }],
    visibility: { contacts: "secretariat" },
  });
});

const query = readDirectoryQuery(new URLSearchParams("q=zzx"));
const take = async (viewer: Viewer, format: "csv" | "xlsx" | "vcf") =>
  (await exportDirectory(viewer, query, format, "fr")).body;

describe("an exported list", () => {
  test("contains only what its reader may see", async () => {
    const csv = (await take(member, "csv")).toString();
    expect(csv).not.toContain("Fondation discrète");
    expect((await take(secretariat, "csv")).toString()).toContain("Fondation discrète");
    expect((await take(member, "vcf")).toString()).not.toContain("Quelqu");
    expect((await take(secretariat, "vcf")).toString()).toContain("Quelqu");
  });

  test("has no cell that a spreadsheet would execute", async () => {
    const [, line] = parse(await take(member, "csv"), { delimiter: ";", bom: true });
    expect(line?.[0]).toBe(`'=HYPERLINK("http://evil.example";"x")`);
    expect(line).toContain("+227 90 12 34 56");
    expect(line?.[6]).toBe('Une ligne ; deux, et "trois"\nquatre');
    const sheet = await readSheet(await take(member, "xlsx"));
    expect(sheet[1]?.[0]).toBe(`'=HYPERLINK("http://evil.example";"x")`);
  });

  test.each(exportFormats)("in %s has about the size that its page announces", async (format) => {
    const everything = readDirectoryQuery(new URLSearchParams());
    const { body } = await exportDirectory(member, everything, format, "fr");
    const { total } = await searchDirectory(member, everything, "fr");
    const said = exportWeight(format, total) / body.length;
    expect(said).toBeGreaterThan(0.75);
    expect(said).toBeLessThan(1.25);
  });

  test("adds an audit entry, and is refused without export rights", async () => {
    await take(member, "csv");
    const entry = await db.auditEntry.findFirst({
      where: { action: "directory.exported", personId: member.personId },
    });
    expect(entry?.details).toEqual({ format: "csv", organisations: 1 });
    const guest = await makeViewer();
    await expect(exportDirectory(guest, query, "csv", "fr").catch(({ status }) => status)).resolves.toBe(403);
  });

  test("as vCards is folded, escaped and complete", async () => {
    const card = (await take(member, "vcf")).toString();
    expect(card).toMatch(/^BEGIN:VCARD\r\nVERSION:3\.0\r\n/);
    expect(card).toContain('NOTE:Une ligne \\; deux\\, et "trois"\\nquatre');
    for (const line of card.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

test.each([
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  " =1",
  "\r=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
  "﹦1",
  "−1",
])("%j is exported as text and imported unchanged", (cell) => {
  expect(guardFormula(cell)).toBe(`'${cell}`);
  expect(withoutFormulaGuard(guardFormula(cell)).trim()).toBe(cell.trim());
});

test.each(["ONG", "+227 90 12 34 56", "a=b", ""])("%j stays as it is", (cell) => {
  expect(guardFormula(cell)).toBe(cell);
});
