import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import type { Locale } from "../i18n/locales";
import { type CsvFile, csvLines } from "../tables/csv.server";
import { exportColleagues, exportList } from "./exports.server";

useDatabase("demonstration");

let secretariat: Viewer;
beforeAll(async () => {
  secretariat = await viewerOf("secretariat.administration");
});

async function cellsOf({ parts }: CsvFile): Promise<string[]> {
  const cells: string[][] = [];
  for await (const rows of parts) cells.push(...(parse(csvLines(rows), { delimiter: ";" }) as string[][]));
  return cells.flat();
}

const exported = async (list: string, locale: Locale) =>
  cellsOf(await exportList(secretariat, list, new URLSearchParams(), locale));

/** Database values that must not appear untranslated. */
const raw =
  /^(administrator|moderator|auditor|member|focal_point|outside|candidate|admitted|frozen|left|active|associate|observer|waiting|expired|accepted|revoked|guest|network|current|future|suspended|ended)$/;

test.each(["personnes", "organisations", "invitations", "mandats"])(
  "the list of %s uses the messages of its page",
  async (list) => {
    await makeOrganisation({ relation: "partner" });
    const cells = await exported(list, "fr");
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.filter((cell) => raw.test(cell))).toEqual([]);
  },
);

test("exports use the reader's language", async () => {
  expect(await exported("personnes", "fr")).toContain("Administration");
  expect(await exported("organisations", "fr")).toContain("Hors du réseau");
  expect(await exported("organisations", "en")).not.toContain("Hors du réseau");
});

test("the export of one's own people too", async () => {
  const organisation = await makeOrganisation();
  const member = await makeViewer({ organisation });
  expect(await cellsOf(await exportColleagues(member, organisation, "fr"))).toContain("membre");
});
