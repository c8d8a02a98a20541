import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../../tests/support/factories";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { readDirectoryQuery } from "../../directory/directory-query-form.server";
import { searchDirectory } from "../../directory/organisation-search.server";
import { confirmProfile, editProfile } from "./editing.server";
import { findProfile, findVisibleOrganisation } from "./profile.server";
import type { ProfileValues } from "./profile-form";
import { editSchema, profileSchema } from "./profile-form.server";
import { valuesOf } from "./profile-values.server";
import { countProposals, decideProposal, listHistory, listProposals, propose } from "./proposals.server";

useDatabase("demonstration");

let id: string;
let focal: Viewer;
let colleague: Viewer;
let other: Viewer;
let secretariat: Viewer;

const asFocalPoint = (viewer: Viewer): Viewer => ({
  ...viewer,
  memberships: viewer.memberships.map((own) => ({ ...own, role: "focal_point" })),
});

beforeAll(async () => {
  other = await makeViewer({ organisation: await makeOrganisation() });
  secretariat = await makeViewer({ secretariat: true });
});

beforeEach(async () => {
  id = await makeOrganisation({ mission: "Aider.", donors: ["Fondation discrète"] });
  focal = asFocalPoint(await makeViewer({ organisation: id }));
  colleague = await makeViewer({ organisation: id });
});

async function values(change: Partial<ProfileValues> = {}) {
  const { row } = await findVisibleOrganisation(secretariat, id);
  return { ...valuesOf(row), version: row.version, ...change };
}
const status = (refused: unknown) => (refused instanceof Response ? refused.status : refused);

describe("editing a profile", () => {
  test("by its focal point; new words are found at once", async () => {
    await editProfile(
      focal,
      id,
      await values({ mission: "Accompagner les zébulons.", languages: ["ha", "xx"] }),
    );
    const profile = await findProfile(other, id, "fr");
    expect([profile.mission, profile.languages]).toEqual(["Accompagner les zébulons.", ["ha"]]);
    const { found } = await searchDirectory(
      other,
      readDirectoryQuery(new URLSearchParams("q=zebulon")),
      "fr",
    );
    expect(found.map((card) => card.id)).toEqual([id]);
  });

  test("by the secretariat, not by a colleague, another organisation, or a frozen organisation", async () => {
    expect(await editProfile(secretariat, id, await values({ acronym: "AZ" }))).toEqual({ done: true });
    const frozen: Viewer = {
      ...focal,
      memberships: focal.memberships.map((own) => ({ ...own, state: "frozen" })),
    };
    for (const viewer of [colleague, other, frozen]) {
      await expect(editProfile(viewer, id, await values()).catch(status)).resolves.toBe(403);
    }
    await expect(editProfile(await makeViewer(), id, await values()).catch(status)).resolves.toBe(404);
  });

  test("by two people: the second sees the first one’s changes, and nothing is lost", async () => {
    const opened = await values();
    await editProfile(secretariat, id, { ...opened, seat: "Niamey", mission: "Aider et former." });
    const mine = { ...opened, founded: "2013", mission: "Aider, écouter." };
    const answer = await editProfile(focal, id, mine);
    if (answer.done || !("merged" in answer)) throw new Error("The second was not told.");
    expect(answer.merged.both).toEqual(["mission"]);
    expect(answer.merged.theirs.mission).toEqual({ before: "Aider.", after: "Aider et former." });
    expect(answer.merged.values).toMatchObject({
      seat: "Niamey",
      founded: "2013",
      mission: "Aider, écouter.",
    });
    expect((await findProfile(focal, id, "fr")).mission).toBe("Aider et former.");
    expect(await editProfile(focal, id, { ...answer.merged.values, version: answer.version })).toEqual({
      done: true,
    });
    expect(await findProfile(focal, id, "fr")).toMatchObject({ seat: "Niamey", foundedYear: 2013 });
  });

  test("by two concurrent writers: one is saved, the other gets a conflict", async () => {
    const opened = await values();
    const answers = await Promise.all(
      ["Niamey", "Agadez"].map((seat) => editProfile(secretariat, id, { ...opened, seat })),
    );
    expect(answers.map(({ done }) => done).sort()).toEqual([false, true]);
  });

  test("without a change adds no history entry", async () => {
    await editProfile(focal, id, await values());
    expect(await listHistory(focal, id)).toEqual([]);
  });
});

test("the history shows earlier values, only to its own people and the secretariat", async () => {
  await editProfile(focal, id, await values({ seat: "Zinder" }));
  await confirmProfile(focal, id);
  for (const viewer of [focal, colleague, secretariat]) {
    const [confirmed, edited] = await listHistory(viewer, id);
    expect([confirmed?.act, edited?.act]).toEqual(["confirmed", "edited"]);
    expect(edited?.fields).toEqual({ seat: { before: "", after: "Zinder" } });
  }
  await expect(listHistory(other, id).catch(status)).resolves.toBe(404);
  expect((await findProfile(other, id, "fr")).confirmedAt).not.toBeNull();
});

test("the parent is never the organisation itself, nor an unknown one", async () => {
  const { name } = await values();
  for (const parent of [name, "Personne ne s’appelle ainsi"]) {
    expect(await editProfile(secretariat, id, await values({ parent }))).toEqual({
      done: false,
      wrong: { parent: "field.unknownName" },
    });
  }
});

describe("proposing a correction", () => {
  const key = () => crypto.randomUUID();

  test("changes visible fields only; hidden fields keep their values", async () => {
    const written = await values({ mission: "Aider mieux.", donors: [] });
    expect(await propose(other, id, { ...written, note: "Vu sur leur site", key: key() })).toBe(true);
    const [proposal] = await listProposals(focal, id);
    expect(Object.keys(proposal?.fields ?? {})).toEqual(["mission"]);
    await decideProposal(focal, id, { proposal: proposal?.id ?? "", accept: true, reason: "" });
    const profile = await findProfile(focal, id, "fr");
    expect([profile.mission, profile.donors]).toEqual(["Aider mieux.", ["Fondation discrète"]]);
    expect(await listProposals(focal, id)).toEqual([]);
  });

  test("happens once, however often the form is sent, and only those who decide see it", async () => {
    const sent = { ...(await values({ seat: "Diffa" })), note: "", key: key() };
    await propose(other, id, sent);
    await propose(other, id, sent);
    expect(await listProposals(secretariat, id)).toHaveLength(1);
    expect(await listProposals(other, id)).toEqual([]);
    expect(await listProposals(colleague, id)).toEqual([]);
    expect(await countProposals(secretariat)).toBeGreaterThan(0);
    expect(
      await Promise.all([secretariat, focal, other, colleague].map((viewer) => countProposals(viewer, id))),
    ).toEqual([1, 1, 0, 0]);
    expect(await countProposals(other)).toBe(0);
    const [proposal] = await listProposals(focal, id);
    const decision = { proposal: proposal?.id ?? "", accept: false, reason: "Non" };
    await expect(decideProposal(other, id, decision).catch(status)).resolves.toBe(403);
    await decideProposal(focal, id, decision);
    await decideProposal(focal, id, { ...decision, accept: true });
    expect((await findProfile(focal, id, "fr")).seat).toBeNull();
  });

  test("needs write access, and has a maximum of five open proposals", async () => {
    const frozen: Viewer = {
      ...other,
      memberships: other.memberships.map((own) => ({ ...own, state: "frozen" })),
    };
    const written = await values({ seat: "Gaya" });
    await expect(propose(frozen, id, { ...written, note: "", key: key() }).catch(status)).resolves.toBe(403);
    const taken = [];
    for (let n = 0; n < 6; n++) {
      taken.push(await propose(other, id, { ...written, seat: `Gaya ${n}`, note: "", key: key() }));
    }
    expect(taken).toEqual([true, true, true, true, true, false]);
  });
});

describe("the form", () => {
  const least = { name: "Nom", type: "osc-ong" };
  const errorsOf = (fields: object) =>
    profileSchema.safeParse({ ...least, ...fields }).error?.issues.map(({ message }) => message);

  test.each([
    [{ website: "javascript:alert(1)" }, "field.url"],
    [{ website: "n’importe quoi" }, "field.url"],
    [{ social: "https://exemple.org\n//evil" }, "field.url"],
    [{ founded: "13" }, "field.year"],
    [{ contactEmail: "pas une adresse" }, "field.email"],
    [{ contacts: [{ name: "", phone: "+227 90" }] }, "field.required"],
    [{ mission: "x".repeat(3_001) }, "field.tooLong"],
    [{ antennes: "x\n".repeat(61) }, "field.tooManyLines"],
    [{ name: "" }, "field.required"],
  ])("refuses %j with %s", (fields, expected) => {
    expect(errorsOf(fields)).toContain(expected);
  });

  test("adds a missing scheme to URLs, and drops empty lines", () => {
    const read = profileSchema.parse({ ...least, website: "jmed.example", antennes: "\n Agadez \n\n" });
    expect([read.website, read.antennes]).toEqual(["https://jmed.example", ["Agadez"]]);
  });

  test.each([
    [{ themes: { a: 1 } }],
    [{ contacts: "x" }],
    [{ visibility: [] }],
    [{ name: null }],
    [{ regions: [[]] }],
  ])("rejects %j without throwing", (fields) => {
    expect(() =>
      editSchema.safeParse({ ...least, version: "1", key: crypto.randomUUID(), ...fields }),
    ).not.toThrow();
  });
});

test("a guessed id of another organisation writes nothing", async () => {
  await expect(editProfile(focal, crypto.randomUUID(), await values()).catch(status)).resolves.toBe(404);
  expect(await db.profileChange.count({ where: { organisationId: id } })).toBe(0);
});
