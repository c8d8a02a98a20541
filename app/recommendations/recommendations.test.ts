import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation } from "../../tests/support/factories";
import { viewerOf } from "../../tests/support/threads";
import { findAuthority } from "../authorities/authorities.server";
import { changeAuthority } from "../authorities/correspondence.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { mergeOrganisations } from "../organisations/merge.server";
import { addRecommendation } from "./create.server";
import { changeFollowUp } from "./follow-up.server";
import { readMatrixQuery } from "./matrix";
import { readMatrix } from "./matrix.server";
import type { RecommendationShown } from "./recommendations";
import { findRecommendation } from "./recommendations.server";
import { followUpSchema, newRecommendationSchema } from "./recommendations-form.server";

useDatabase("demonstration");

let jmed: Viewer;
let secretariat: Viewer;
let guest: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.suivi");
  secretariat = await viewerOf("secretariat.adm");
  guest = await viewerOf("partenaire");
});

const answer = (status: number) => expect.objectContaining({ status });
const authority = (name: string) =>
  makeOrganisation({ name, relation: "institution", type: "structure-etatique" });

async function make(over: Record<string, unknown> = {}): Promise<RecommendationShown> {
  const authorities = (over.authorities as string[]) ?? [await authority("Ministère d’essai")];
  const form = newRecommendationSchema.parse({
    key: newId(),
    text: `Un texte ${newId()}`,
    source: "Un dialogue",
    own: "on",
    ...over,
    authorities,
  });
  const { id } = await addRecommendation(jmed, form);
  return await findRecommendation(jmed, id, "fr");
}

const again = ({ id }: { id: string }) => findRecommendation(jmed, id, "fr");
const first = ({ addressees }: RecommendationShown) =>
  addressees[0] as RecommendationShown["addressees"][number];
const grading = (recommendation: RecommendationShown, over = {}) =>
  followUpSchema.parse({
    what: "grade",
    addressee: first(recommendation).id,
    version: String(first(recommendation).version),
    key: newId(),
    grade: "C",
    reason: "Rien n’a été fait.",
    evidenceTitle: "Rapport de mission",
    evidenceOn: "2026-11-01",
    ...over,
  });
const state = (recommendation: RecommendationShown, over = {}) =>
  followUpSchema.parse({
    what: "state",
    addressee: first(recommendation).id,
    version: String(first(recommendation).version),
    position: "accepted",
    status: "started",
    ...over,
  });

describe("what was issued", () => {
  test("B3: the issued text is never edited, also not by a statement; the network's French stands beside it", async () => {
    const made = await make();
    await expect(
      db.recommendation.update({ where: { id: made.id }, data: { text: "Autre" } }),
    ).rejects.toThrow();
    await changeFollowUp(jmed, made.id, { what: "translate", translation: "En français." });
    expect(await again(made)).toMatchObject({ text: made.text, translation: "En français." });
  });

  test("B11: a reiterated recommendation is linked to the earlier one, and both are counted by themselves", async () => {
    const earlier = await make();
    const later = await make({ reiterates: earlier.number });
    expect(later.reiterates).toMatchObject({ number: earlier.number });
    expect((await again(earlier)).reiterations).toHaveLength(1);
  });

  test("a form sent three times adds one recommendation", async () => {
    const key = newId();
    const authorities = [await authority("Ministère une fois")];
    for (const _ of [1, 2, 3]) await make({ key, authorities });
    expect(await db.recommendation.count({ where: { id: key } })).toBe(1);
  });
});

describe("addressees", () => {
  test("B6: each addressee has its own position and status", async () => {
    const made = await make({
      authorities: [await authority("Ministère A"), await authority("Ministère B")],
    });
    await changeFollowUp(jmed, made.id, state(made));
    const [one, other] = (await again(made)).addressees;
    expect([one?.status, other?.status]).toEqual(["started", "formulated"]);
  });

  test("forty addressees are shown on the page, each with its state", async () => {
    const authorities: string[] = [];
    for (let n = 0; n < 40; n++) authorities.push(await authority(`Service ${n}`));
    expect((await make({ authorities })).addressees).toHaveLength(40);
  });

  test("« sans objet » needs a reason", async () => {
    const made = await make();
    expect(await changeFollowUp(jmed, made.id, state(made, { status: "void" }))).toBe("reason");
    expect(
      await changeFollowUp(jmed, made.id, state(made, { status: "void", reason: "Abrogée." })),
    ).toBeNull();
  });

  test("B4: a step with a quarter is overdue the day after its end, and not once it is done", async () => {
    const made = await make();
    const step = { what: "step", addressee: first(made).id, action: "Publier", due: "T1 2020" };
    expect(
      await changeFollowUp(jmed, made.id, followUpSchema.parse({ ...step, key: newId(), due: "31/02/2020" })),
    ).toBe("due");
    await changeFollowUp(jmed, made.id, followUpSchema.parse({ ...step, key: newId() }));
    const late = first(await again(made));
    expect(late).toMatchObject({ overdue: true, dueOn: "2020-03-31" });
    await changeFollowUp(jmed, made.id, { what: "step-done", step: late.steps[0]?.id ?? "" });
    expect(first(await again(made)).overdue).toBe(false);
  });
});

describe("grades", () => {
  test("B7: a grade without dated evidence is refused; old grades stay", async () => {
    const made = await make();
    const { evidenceOn: _, ...without } = grading(made) as Record<string, unknown>;
    expect(followUpSchema.safeParse({ ...without, version: "1" }).success).toBe(false);
    expect(followUpSchema.safeParse({ ...without, version: "1", evidenceOn: "31/02/2026" }).success).toBe(
      false,
    );
    await changeFollowUp(jmed, made.id, grading(made));
    await changeFollowUp(jmed, made.id, grading(await again(made), { grade: "B" }));
    const { grade, assessments } = first(await again(made));
    expect([grade, ...assessments.map((each) => each.grade)]).toEqual(["B", "B", "C"]);
  });

  test("two people who grade at once: the second sees that it was overtaken, and nothing of it is written", async () => {
    const made = await make();
    const both = await Promise.all([
      changeFollowUp(jmed, made.id, grading(made)),
      changeFollowUp(secretariat, made.id, grading(made, { grade: "A" })),
    ]);
    expect([...both].sort()).toEqual([null, "overtaken"].sort());
    expect(first(await again(made)).assessments).toHaveLength(1);
  });

  test("B10: what the State says and what the network finds stand apart, and no figure mixes them", async () => {
    const made = await make();
    const report = {
      what: "report",
      addressee: first(made).id,
      key: newId(),
      words: "Fait.",
      reportedOn: "2026-10-01",
    };
    await changeFollowUp(jmed, made.id, followUpSchema.parse(report));
    await changeFollowUp(jmed, made.id, grading(await again(made), { grade: "E" }));
    const shown = first(await again(made));
    expect(shown.reports).toHaveLength(1);
    expect(shown).toMatchObject({ status: "formulated", grade: "E" });
  });

  test("an organisation that does not share a grade says so beside it", async () => {
    const made = await make();
    await changeFollowUp(jmed, made.id, grading(made));
    const assessment = first(await again(made)).assessments[0]?.id ?? "";
    await changeFollowUp(jmed, made.id, { what: "dissent", assessment, words: "Trop sévère." });
    expect(first(await again(made)).assessments[0]?.dissents[0]?.words).toBe("Trop sévère.");
  });
});

describe("who is told and who may", () => {
  test("B9: every change of position, status or grade is told to the organisations that formulated it", async () => {
    const made = await make();
    await changeFollowUp(secretariat, made.id, state(made));
    await changeFollowUp(secretariat, made.id, grading(await again(made)));
    const events = await db.outboxEvent.findMany({ where: { type: "recommendation.followed-up" } });
    const told = events.map(({ payload }) => payload as { object: string; details: { change: string } });
    const changes = told.filter(({ object }) => object === made.id).map(({ details }) => details.change);
    expect(changes.sort()).toEqual(["grade", "position", "status"]);
    expect(made.authors).toHaveLength(1);
  });

  test("a guest reads nothing, and only the secretariat publishes", async () => {
    const made = await make();
    await expect(findRecommendation(guest, made.id, "fr")).rejects.toEqual(answer(404));
    await expect(readMatrix(guest, {}, "fr")).rejects.toEqual(answer(404));
    await expect(changeFollowUp(guest, made.id, state(made))).rejects.toEqual(answer(404));
    await expect(changeFollowUp(jmed, made.id, { what: "publish" })).rejects.toEqual(answer(404));
    await changeFollowUp(secretariat, made.id, { what: "publish" });
    expect((await again(made)).publishedAt).not.toBeNull();
  });

  test("a right that ended between page and form writes nothing", async () => {
    const made = await make();
    const stale = { ...jmed, rights: jmed.rights - 1 };
    await expect(changeFollowUp(stale, made.id, state(made))).rejects.toEqual(answer(403));
    expect(first(await again(made)).status).toBe("formulated");
  });
});

describe("the table", () => {
  test("pages by cursor hold every row once, in each order and group", async () => {
    const { total } = await readMatrix(jmed, {}, "fr");
    for (const address of [
      "",
      "tri=due",
      "tri=authority",
      "tri=status",
      "groupe=source",
      "groupe=authority",
    ]) {
      const seen: string[] = [];
      let after = "";
      do {
        const params = new URLSearchParams(address);
        if (after) params.set("apres", after);
        const page = await readMatrix(jmed, readMatrixQuery(params), "fr", 7);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next ?? "";
      } while (after);
      expect(new Set(seen).size, address).toBe(total);
      expect(seen, address).toHaveLength(total);
    }
  });

  test("filters narrow it: authority, status, words, and what is late", async () => {
    const made = await make({ text: "Ouvrir les guichets de l’état civil" });
    const found = await readMatrix(jmed, readMatrixQuery(new URLSearchParams("q=guichets de l’état")), "fr");
    expect(found.rows.map(({ recommendationId }) => recommendationId)).toEqual([made.id]);
    const late = await readMatrix(jmed, { late: true }, "fr");
    expect(late.rows.every(({ overdue }) => overdue)).toBe(true);
    const broken = readMatrixQuery(new URLSearchParams("autorite=x&statut=y&apres=zzz&tri=%27"));
    expect(Object.values(broken).filter(Boolean)).toEqual([]);
  });
});

describe("authorities", () => {
  test("B8: a new minister does not reset the silence", async () => {
    const id = await authority("Ministère muet");
    const office = newId();
    await changeAuthority(jmed, id, { what: "office", key: office, title: "Ministre" });
    const sent = { what: "letter" as const, kind: "letter" as const, subject: "Demande", office };
    await changeAuthority(jmed, id, {
      ...sent,
      key: newId(),
      sentOn: "2026-01-01",
      receivedOn: "2026-01-05",
    });
    const before = await findAuthority(jmed, id);
    await changeAuthority(jmed, id, {
      what: "holder",
      key: newId(),
      office,
      name: "Une personne",
      from: "2026-06-01",
    });
    const after = await findAuthority(jmed, id);
    expect(after.offices[0]).toMatchObject({ silentSince: "2026-01-05" });
    expect(after.silence).toBe(before.silence);
  });

  test("merged authorities keep what was asked of both, once where both were asked the same", async () => {
    const [kept, other] = [await authority("Ministère gardé"), await authority("Ministère absorbé")];
    const both = await make({ authorities: [kept, other] });
    const one = await make({ authorities: [other] });
    await mergeOrganisations(secretariat, kept, other);
    expect((await again(both)).addressees.map((each) => each.authority.id)).toEqual([kept]);
    expect((await again(one)).addressees.map((each) => each.authority.id)).toEqual([kept]);
  });
});
