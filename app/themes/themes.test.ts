import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { listFollowers } from "../directory/followers.server";
import { listThreads } from "../discussions/thread-lists.server";
import { listSpaces } from "../workspaces/space-lists.server";
import { addTheme, changeAgenda, changeTheme, findEditable, prepareTheme } from "./agenda.server";
import { latestActivity } from "./movements";
import { findTheme, followTheme, listThemes, readAgenda } from "./themes.server";
import { type ThemeForm, themeFormSchema } from "./themes-form.server";

useDatabase("demonstration");

let secretariat: Viewer;
let moderator: Viewer;
let jmed: Viewer;
let zinder: Viewer;
let guest: Viewer;

beforeAll(async () => {
  secretariat = await viewerOf("secretariat.adm");
  moderator = await viewerOf("secretariat.mod");
  jmed = await viewerOf("jmed.suivi");
  zinder = await viewerOf("zinder");
  guest = await viewerOf("partenaire");
});

const answer = (status: number) => expect.objectContaining({ status });
const form = (over: Partial<ThemeForm> = {}): ThemeForm => ({
  name: { fr: "Travail domestique", en: "" },
  summary: { fr: "Une phrase.", en: "" },
  description: { fr: "Un.\r\n\r\nDeux.", en: "" },
  colour: "leaf",
  icon: "briefcase",
  key: newId(),
  ...over,
});
const names = async () => (await listThemes(jmed, "fr")).map(({ name }) => name);

describe("only the secretariat changes the agenda", () => {
  test("others get 404 when they add, change, move or archive a theme", async () => {
    const theme = await db.theme.findFirstOrThrow();
    for (const viewer of [jmed, guest]) {
      await expect(prepareTheme(viewer, "fr")).rejects.toEqual(answer(404));
      await expect(addTheme(viewer, form())).rejects.toEqual(answer(404));
      await expect(changeTheme(viewer, theme.id, form({ version: 0 }))).rejects.toEqual(answer(404));
      await expect(changeAgenda(viewer, { theme: theme.id, what: "archive" })).rejects.toEqual(answer(404));
    }
  });

  test("a theme sent three times concurrently is added once, at the end", async () => {
    const sent = form({ name: { fr: "Une seule fois", en: "" } });
    const added = await Promise.all([1, 2, 3].map(() => addTheme(moderator, sent)));
    expect(new Set(added.map(({ id }) => id)).size).toBe(1);
    expect((await names()).at(-1)).toBe("Une seule fois");
  });

  test("missing translations fall back to French; paragraphs are separated by an empty line", async () => {
    const { id } = await addTheme(secretariat, form());
    const theme = await findTheme(jmed, id, "en");
    expect(theme).toMatchObject({ name: "Travail domestique", description: ["Un.", "Deux."] });
  });

  test("of two concurrent edits of a theme the first wins, and the second gets a conflict", async () => {
    const { id } = await addTheme(secretariat, form());
    const { filled } = await findEditable(secretariat, id);
    const changes = ["Première", "Seconde"].map((fr) =>
      changeTheme(secretariat, id, form({ name: { fr, en: "" }, version: filled.version })),
    );
    const kept = await Promise.all(changes);
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect((await findTheme(jmed, id, "fr")).name).toBe(kept[0] ? "Première" : "Seconde");
  });

  test("a French name is required, the lead must be in the network, the parent must be a root theme", async () => {
    const schema = themeFormSchema(["fr", "en"]);
    expect(schema.safeParse(form({ name: { fr: " ", en: "Work" } })).success).toBe(false);
    expect(schema.safeParse(form({ icon: "skull" as "scale" })).success).toBe(false);
    const outside = await db.organisation.findFirstOrThrow({
      where: { admission: null, outside: { not: "network" } },
    });
    await expect(addTheme(secretariat, form({ lead: outside.id }))).rejects.toEqual(answer(400));
    const top = await addTheme(secretariat, form());
    const below = await addTheme(secretariat, form({ parent: top.id }));
    await expect(addTheme(secretariat, form({ parent: below.id }))).rejects.toEqual(answer(400));
    const onto = form({ parent: (await addTheme(secretariat, form())).id, version: 0 });
    await expect(changeTheme(secretariat, top.id, onto)).rejects.toEqual(answer(400));
    await expect(changeTheme(secretariat, top.id, form({ parent: top.id, version: 0 }))).rejects.toEqual(
      answer(400),
    );
  });
});

describe("the order of the agenda", () => {
  test("a theme moves one position among its siblings, and not beyond the ends", async () => {
    const [first = "", second = ""] = await names();
    const agenda = await readAgenda(secretariat, "fr");
    const id = agenda[1]?.id ?? "";
    await changeAgenda(secretariat, { theme: id, what: "up" });
    expect((await names()).slice(0, 2)).toEqual([second, first]);
    await changeAgenda(secretariat, { theme: id, what: "up" });
    expect((await names()).slice(0, 2)).toEqual([second, first]);
    await changeAgenda(secretariat, { theme: id, what: "down" });
    expect((await names()).slice(0, 2)).toEqual([first, second]);
  });

  test("an archived theme is no longer offered, keeps its page, and is restored to its position", async () => {
    const before = await names();
    const [theme] = await listThemes(jmed, "fr");
    await changeAgenda(secretariat, { theme: theme?.id ?? "", what: "archive" });
    expect(await names()).toEqual(before.slice(1));
    expect((await findTheme(jmed, theme?.id, "fr")).archived).toBe(true);
    await changeAgenda(secretariat, { theme: theme?.id ?? "", what: "restore" });
    expect(await names()).toEqual(before);
  });
});

describe("following a theme", () => {
  test("is idempotent, and so is unfollowing", async () => {
    const { id } = await addTheme(secretariat, form());
    await Promise.all([1, 2].map(() => followTheme(jmed, id, true)));
    await followTheme(zinder, id, true);
    expect((await listFollowers(jmed, id)).people[0]).toMatchObject({ me: true });
    expect((await listFollowers(secretariat, id)).total).toBe(2);
    await followTheme(jmed, id, false);
    expect((await findTheme(jmed, id, "fr")).follows).toBe(false);
    expect((await listFollowers(jmed, id)).total).toBe(1);
  });

  test("a guest sees no other followers, and others do not see the guest", async () => {
    const { id } = await addTheme(secretariat, form());
    for (const viewer of [jmed, guest]) await followTheme(viewer, id, true);
    expect((await listFollowers(guest, id)).people.map((each) => each.id)).toEqual([guest.personId]);
    expect((await listFollowers(secretariat, id)).people.map((each) => each.id)).toEqual([jmed.personId]);
  });

  test("a person who hides their name from the network is counted but not named", async () => {
    const { id } = await addTheme(secretariat, form());
    await followTheme(zinder, id, true);
    const show = async (nameRank: number) => {
      const card = { nameRank, personId: zinder.personId, updatedAt: new Date() };
      await db.personCard.upsert({ where: { personId: zinder.personId }, create: card, update: card });
    };
    await show(2);
    expect(await listFollowers(jmed, id)).toEqual({ total: 1, people: [] });
    await show(1);
    expect((await listFollowers(jmed, id)).people.map(({ name }) => name)).toEqual([zinder.name]);
  });

  test("answers 404 for an unknown theme", async () => {
    await expect(followTheme(jmed, newId(), true)).rejects.toEqual(answer(404));
    await expect(followTheme(jmed, undefined, true)).rejects.toEqual(answer(404));
  });
});

test("the latest activity of a theme covers readable items only, newest first", async () => {
  const theme = await db.theme.findFirstOrThrow({ where: { threads: { some: {} } } });
  const [{ threads }, { spaces }] = await Promise.all([
    listThreads(jmed, "fr", { theme: theme.id }),
    listSpaces(jmed, "fr", { scope: "known", theme: theme.id }),
  ]);
  const movements = latestActivity({ threads, documents: [], spaces });
  expect(movements.length).toBeGreaterThan(0);
  expect(movements.map(({ at }) => at)).toEqual(
    movements
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
});
