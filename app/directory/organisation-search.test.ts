import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { readDirectoryQuery } from "./directory-query-form.server";
import { searchDirectory } from "./organisation-search.server";

useDatabase("demonstration");

let viewer: Viewer;
beforeAll(async () => {
  viewer = await makeViewer({ organisation: await makeOrganisation() });
});

const search = (address: string) =>
  searchDirectory(viewer, readDirectoryQuery(new URLSearchParams(address)), "fr");
const namesOf = async (q: string) =>
  (await search(`q=${encodeURIComponent(q)}`)).found.map(({ name, acronym }) => acronym ?? name);

describe("search finds the intended organisation", () => {
  test.each([
    // Misspelt queries, and the expected first result.
    ["alarm fone sahara", "APS"],
    ["alarme phone", "APS"],
    ["jmd", "JMED"],
    ["jmed", "JMED"],
    ["JMED", "JMED"],
    ["oim", "OIM"],
    ["hcr", "HCR"],
    ["forum refugies cosi", "Forum réfugiés"],
    ["l'agence nationale de lutte contre la traite", "ANLTP/TIM"],
    ["anltp", "ANLTP/TIM"],
    ["medecin sans frontiere", "MSF"],
    ["avocat sans frontières", "ASF"],
    ["jeunes avocats", "AJAN"],
    ["croix rouge nigerienne", "CRN"],
    ["conseil regional agades", "CRAZ"],
    ["ministère de l’intérieur", "Ministère de l’Intérieur"],
    ["commission nationale des droit humain", "CNDH"],
    ["alternativ espace citoyen", "AEC"],
    ["tournon la page", "TLP-Niger"],
    ["sp/ccm", "SP/CCM"],
  ])("“%s” finds %s first", async (q, expected) => {
    const [first] = await namesOf(q);
    expect(first).toBe(expected);
  });

  test.each(["Tilaberi", "Tillabéry", "tilabery", "TILLABÉRI"])(
    "“%s” finds organisations that work in Tillabéri",
    async (q) => {
      expect(await namesOf(q)).toContain("CRS");
    },
  );

  test.each(["zender", "Zinder", "zindeur"])("“%s” finds organisations that work in Zinder", async (q) => {
    expect(await namesOf(q)).toContain("GRADE Africa");
  });
});
