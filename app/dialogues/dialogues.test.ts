import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation } from "../../tests/support/factories";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { addDialogue, changeDialogue } from "./dialogue-acts.server";
import { splitReport } from "./dialogues";
import { findDialogue, findPublicDialogue } from "./dialogues.server";
import { dialogueActSchema } from "./dialogues-form.server";

useDatabase("demonstration");

let jmed: Viewer;
let secretariat: Viewer;
let guest: Viewer;
let ministry: string;

beforeAll(async () => {
  jmed = await viewerOf("jmed.suivi");
  secretariat = await viewerOf("secretariat.adm");
  guest = await viewerOf("partenaire");
  ministry = await makeOrganisation({
    name: "Ministère d’essai",
    relation: "institution",
    type: "structure-etatique",
  });
});

const answer = (status: number) => expect.objectContaining({ status });

async function make(over = {}) {
  const form = {
    key: newId(),
    title: "Dialogue d’essai",
    format: "dialogue" as const,
    startsOn: "2026-06-01",
  };
  const { id } = await addDialogue(jmed, { ...form, ...over });
  return id;
}
const act = (id: string, given: Record<string, unknown>, viewer = jmed) =>
  changeDialogue(viewer, id, dialogueActSchema.parse(given));
const promise = (over = {}) => ({
  what: "commitment",
  key: newId(),
  text: "Publier les accords",
  authority: ministry,
  due: "T2 2026",
  ...over,
});

describe("commitments", () => {
  test("D1: one without a responsible body, or without a date or « sans date », cannot be saved", async () => {
    const id = await make();
    expect(dialogueActSchema.safeParse(promise({ authority: undefined })).success).toBe(false);
    expect(await act(id, promise({ due: undefined }))).toBe("due");
    expect(await act(id, promise({ due: "31/02/2026" }))).toBe("due");
    expect(await act(id, promise({ due: undefined, undated: "on" }))).toBeNull();
    expect(await act(id, promise())).toBeNull();
    expect((await findDialogue(jmed, id)).commitments).toHaveLength(2);
    await expect(
      db.commitment.updateMany({ where: { dialogueId: id }, data: { precision: "day", dueOn: null } }),
    ).rejects.toThrow();
  });

  test("D5: a postponed date keeps the old one and counts postponements, of a commitment and of a dialogue", async () => {
    const id = await make();
    await act(id, promise());
    const commitment = (await findDialogue(jmed, id)).commitments[0]?.id;
    for (const due of ["T4 2026", "2027"])
      await act(id, { what: "commitment-state", commitment, state: "postponed", due });
    for (const startsOn of ["2026-07-01", "2026-08-01"]) await act(id, { what: "date", startsOn });
    const { commitments, former, startsOn } = await findDialogue(jmed, id);
    expect(commitments[0]).toMatchObject({ former: ["T2 2026", "T4 2026"], dueText: "2027" });
    expect({ former, startsOn }).toEqual({ former: ["2026-06-01", "2026-07-01"], startsOn: "2026-08-01" });
  });

  test("D7: the next edition opens with the commitments of the last", async () => {
    const previous = await make();
    await act(previous, promise());
    const next = await findDialogue(jmed, await make({ previous }));
    expect(next.previous?.commitments.map(({ text }) => text)).toEqual(["Publier les accords"]);
  });

  test("D8: a commitment disputed by its author shows both wordings", async () => {
    const id = await make();
    await act(id, promise());
    const commitment = (await findDialogue(jmed, id)).commitments[0]?.id;
    await act(id, { what: "dispute", commitment, words: "Étudier la publication" });
    const [shown] = (await findDialogue(jmed, id)).commitments;
    expect([shown?.text, shown?.disputed]).toEqual(["Publier les accords", "Étudier la publication"]);
  });
});

describe("minutes", () => {
  test("D2: minutes validated by silence say so, and only after the deadline for objections", async () => {
    const id = await make();
    await act(id, { what: "send-minutes", until: "2199-01-01" });
    expect(await act(id, { what: "validate", how: "silence" })).toBe("objections-open");
    await act(id, { what: "send-minutes", until: "2026-01-01" });
    await act(id, { what: "validate", how: "silence" });
    expect((await findDialogue(jmed, id)).minutes).toMatchObject({ state: "validated", bySilence: true });
  });

  test("D3: once validated, minutes change only by a numbered erratum", async () => {
    const id = await make();
    await act(id, { what: "minutes", text: "Le compte rendu." });
    expect(await act(id, { what: "erratum", text: "Lire : deux." })).toBe("not-validated");
    await act(id, { what: "validate", how: "agreed" });
    expect(await act(id, { what: "minutes", text: "Un autre." })).toBe("validated");
    for (const text of ["Lire : deux.", "Lire : trois."]) await act(id, { what: "erratum", text });
    const { minutes, errata } = await findDialogue(jmed, id);
    expect(minutes).toMatchObject({ text: "Le compte rendu.", bySilence: false });
    expect(errata.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("D9: a report written offline in the room is imported with its agenda intact", async () => {
    const id = await make();
    for (const title of ["Expulsions", "Suites du 4e dialogue"])
      await act(id, { what: "agenda", key: newId(), title });
    await act(id, {
      what: "minutes",
      text: "Ouverture.\n1. Expulsions\nTrois constats.\n\nSuites du 4e dialogue\nRien de neuf.",
    });
    const { agenda, minutes } = await findDialogue(jmed, id);
    expect(agenda.map(({ report }) => report)).toEqual(["Trois constats.", "Rien de neuf."]);
    expect(minutes.text).toContain("Ouverture.");
  });

  test("D9: what no item of the agenda holds stays in the report", () => {
    const { before, items } = splitReport("Avant.\n2) Deux\nMots.", [
      { id: "a", title: "Un" },
      { id: "b", title: "Deux" },
    ]);
    expect([before, [...items]]).toEqual(["Avant.", [["b", "Mots."]]]);
  });
});

describe("who was there", () => {
  test("D4: an authority that was invited and did not come is shown as excused or absent, never dropped", async () => {
    const id = await make();
    await act(id, {
      what: "attendance",
      organisation: ministry,
      quality: "state",
      presence: "present",
      delegation: "3",
    });
    await act(id, {
      what: "attendance",
      organisation: ministry,
      quality: "state",
      presence: "excused",
      delegation: "3",
    });
    const { attendances } = await findDialogue(jmed, id);
    expect(attendances).toHaveLength(1);
    expect(attendances[0]).toMatchObject({ presence: "excused", delegation: null });
  });

  test("the seating of an authority is counted over the dialogues that took place", async () => {
    const authority = await makeOrganisation({ relation: "institution", type: "structure-etatique" });
    const ids = await Promise.all([make(), make(), make()]);
    for (const [index, id] of ids.entries()) {
      const presence = index === 0 ? "present" : "absent";
      await act(id, { what: "attendance", organisation: authority, quality: "state", presence });
      if (index < 2) await act(id, { what: "state", state: "held" });
    }
    const { attendances } = await findDialogue(jmed, ids[0]);
    expect(attendances[0]?.seating).toEqual({ present: 1, invited: 2 });
  });

  test("D6: the public page shows organisations and sizes, never participants, and only by explicit act", async () => {
    const id = await make();
    await act(id, {
      what: "attendance",
      organisation: ministry,
      quality: "state",
      presence: "present",
      delegation: "3",
    });
    await act(id, { what: "minutes", text: "Mme X a dit que…" });
    await expect(findPublicDialogue(id)).rejects.toEqual(answer(404));
    await expect(act(id, { what: "publish" })).rejects.toEqual(answer(404));
    await act(id, { what: "publish" }, secretariat);
    const shown = await findPublicDialogue(id);
    expect(shown.attendances).toMatchObject([{ name: "Ministère d’essai", delegation: 3 }]);
    expect(JSON.stringify(shown)).not.toContain("Mme X");
  });

  test("a guest reads no dialogue and changes none", async () => {
    const id = await make();
    await expect(findDialogue(guest, id)).rejects.toEqual(answer(404));
    await expect(act(id, promise(), guest)).rejects.toEqual(answer(404));
  });
});
