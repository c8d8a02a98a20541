import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { readDirectoryQuery } from "./directory-query-form.server";
import { searchDirectory } from "./organisation-search.server";
import { directoryQuestions } from "./search-questions";

useDatabase("demonstration");

let viewer: Viewer;
beforeAll(async () => {
  viewer = await makeViewer({ organisation: await makeOrganisation() });
});

async function found(q: string): Promise<string[]> {
  const query = readDirectoryQuery(new URLSearchParams({ q }));
  const result = await searchDirectory(viewer, query, "fr");
  return result.found.map(({ name, acronym }) => acronym ?? name);
}

describe.each(Object.entries(directoryQuestions))("%s", (_kind, questions) => {
  test.each(questions)("“$asked” means $means", async ({ asked, means, within = 1 }) => {
    expect((await found(asked)).slice(0, within)).toContain(means);
  });
});
