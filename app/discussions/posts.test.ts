import { beforeAll, describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { useDatabase } from "../../tests/support/database";
import { makeViewer } from "../../tests/support/factories";
import { makeThread, viewerOf } from "../../tests/support/threads";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { bodyVersion } from "../writing/body.server";
import { changesSince } from "./changes.server";
import { deletePost, editPost, findOwnPost, writePost } from "./posts.server";
import { editedPostSchema, newPostSchema, newThreadSchema } from "./posts-form.server";
import { react } from "./reactions.server";

const { ports } = useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let zinder: Viewer;
let observer: Viewer;
let stranger: Viewer;
let secretariat: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  zinder = await viewerOf("zinder");
  observer = await viewerOf("niamey");
  secretariat = await viewerOf("secretariat.administration");
  stranger = await makeViewer();
});

const post = (body: string, key = newId()) => ({ body, key });
const answer = (status: number) => expect.objectContaining({ status });
const rowOf = (id: string) => db.post.findUniqueOrThrow({ where: { id } });

describe("a post is written exactly once", () => {
  test("ten simultaneous submissions of one form create one post, and all return it", async () => {
    const { id } = await makeThread(jmed);
    const form = post("Une seule fois");
    const places = await Promise.all(Array.from({ length: 10 }, () => writePost(jmed, id, form)));
    expect(new Set(places.map(({ postId }) => postId)).size).toBe(1);
    expect(await db.post.count({ where: { threadId: id } })).toBe(2);
    expect((await changesSince(jmed, id, 0)).change).toBe(2);
  });

  test("the same form with other words writes nothing, and reports it", async () => {
    const { id } = await makeThread(jmed);
    const key = newId();
    const first = await writePost(jmed, id, post("Premiers mots", key));
    const second = await writePost(jmed, id, post("D’autres mots", key));
    expect(first.otherWords).toBe(false);
    expect(second).toEqual({ ...first, otherWords: true });
    expect((await rowOf(first.postId)).body).toBe("Premiers mots");
  });

  test("the same key from another person creates another post", async () => {
    const { id } = await makeThread(jmed);
    const key = newId();
    const one = await writePost(jmed, id, post("À moi", key));
    const other = await writePost(agadez, id, post("À moi", key));
    expect(other.postId).not.toBe(one.postId);
  });
});

describe("the parsed body", () => {
  const words = async (thread: string) => (await changesSince(jmed, thread, 0)).posts.map(({ body }) => body);

  test("is stored with the post when it is written and edited", async () => {
    const { id } = await makeThread(jmed);
    const { postId } = await writePost(jmed, id, post("*Bon* jour"));
    const blocks = [{ paragraph: [{ italic: ["Bon"] }, " jour"] }];
    expect((await rowOf(postId)).parsed).toEqual({ version: bodyVersion, blocks });
    await editPost(jmed, id, postId, "Bonsoir");
    expect((await rowOf(postId)).parsed).toMatchObject({ blocks: [{ paragraph: ["Bonsoir"] }] });
  });

  test("is read from the store, and not parsed at every display", async () => {
    const { id, post: first } = await makeThread(jmed);
    const blocks = [{ paragraph: ["Lu une fois"] }];
    await db.post.update({ where: { id: first }, data: { parsed: { version: bodyVersion, blocks } } });
    expect(await words(id)).toEqual([blocks]);
  });

  test("is parsed again and stored when it is missing or of another parser version", async () => {
    const { id, post: first } = await makeThread(jmed, "**Ancien**");
    for (const parsed of [{ version: -1, blocks: [] }, Prisma.DbNull]) {
      await db.post.update({ where: { id: first }, data: { parsed } });
      expect(await words(id)).toEqual([[{ paragraph: [{ bold: ["Ancien"] }] }]]);
      expect((await rowOf(first)).parsed).toMatchObject({ version: bodyVersion });
    }
  });

  test("never outlives its source, also after a change by SQL", async () => {
    const { id, post: first } = await makeThread(jmed, "À effacer");
    await db.$executeRaw`UPDATE "Post" SET "body" = 'Effacé' WHERE "id" = ${first}::uuid`;
    expect((await rowOf(first)).parsed).toBeNull();
    expect(await words(id)).toEqual([[{ paragraph: ["Effacé"] }]]);
  });
});

test.each(["> ", "> \u200b", "[\u00a0](https://a.example)", "-", "**  **", "\\"])(
  "a post of marks that show nothing is empty: “%s”",
  (body) => {
    const errors = newPostSchema.safeParse({ key: newId(), body }).error?.issues;
    expect(errors?.map(({ message }) => message)).toEqual(["field.required"]);
  },
);

test.each(["> oui", "[ici](https://a.example)", "https://a.example", ":)", "- un", "*144*2#"])(
  "a post that shows something is written: “%s”",
  (body) => expect(newPostSchema.safeParse({ key: newId(), body }).success).toBe(true),
);

describe("words without visible characters", () => {
  test.each(["", "  \n", "\u2800\u3164", "\u200e", "\u200b\ufe0f\u00ad"])(
    "“%s” is neither a post nor a title",
    (blank) => {
      const form = { key: newId(), body: "Des mots", title: "Un titre" };
      const errors = (schema: ZodType, given: object) =>
        schema.safeParse({ ...form, ...given }).error?.issues;
      for (const schema of [newPostSchema, editedPostSchema, newThreadSchema]) {
        expect(schema.safeParse(form).success).toBe(true);
        expect(errors(schema, { body: blank })?.map(({ message }) => message)).toEqual(["field.required"]);
      }
      expect(errors(newThreadSchema, { title: blank })?.map(({ message }) => message)).toEqual([
        "field.required",
      ]);
    },
  );
});

describe("a post keeps its author and its organisation", () => {
  test("the author's first organisation by default, the chosen one otherwise", async () => {
    const { id } = await makeThread(jmed);
    const [first, second] = voicesOf(zinder);
    const plain = await writePost(zinder, id, post("Zinder"));
    const chosen = await writePost(zinder, id, { ...post("Tahoua"), organisation: second });
    expect(await rowOf(plain.postId)).toMatchObject({ authorId: zinder.personId, organisationId: first });
    expect(await rowOf(chosen.postId)).toMatchObject({ authorId: zinder.personId, organisationId: second });
  });

  test("the secretariat writes for its own organisation", async () => {
    const { id } = await makeThread(secretariat);
    const { postId } = await writePost(secretariat, id, post("Le secrétariat"));
    expect((await rowOf(postId)).organisationId).toBe(voicesOf(secretariat)[0]);
  });

  test("writing for another organisation is refused", async () => {
    const { id } = await makeThread(jmed);
    const foreign = { ...post("Usurpé"), organisation: voicesOf(agadez)[0] };
    await expect(writePost(jmed, id, foreign)).rejects.toEqual(answer(400));
  });
});

describe("rights", () => {
  test("an admitted observer reads, and cannot write", async () => {
    const { id, post: first } = await makeThread(jmed);
    expect((await changesSince(observer, id, 0)).posts).toHaveLength(1);
    await expect(writePost(observer, id, post("Non"))).rejects.toEqual(answer(403));
    await expect(editPost(observer, id, first, "Non")).rejects.toEqual(answer(404));
    await expect(deletePost(observer, id, first)).rejects.toEqual(answer(404));
  });

  test("a person without access to the space gets 404", async () => {
    const { id, post: first } = await makeThread(jmed);
    for (const ask of [
      () => changesSince(stranger, id, 0),
      () => writePost(stranger, id, post("Non")),
      () => editPost(stranger, id, first, "Non"),
      () => deletePost(stranger, id, first),
    ]) {
      await expect(ask()).rejects.toEqual(answer(404));
    }
  });

  test("only the author edits, not even the secretariat", async () => {
    const { id, post: first } = await makeThread(jmed);
    await expect(editPost(agadez, id, first, "Non")).rejects.toEqual(answer(404));
    await expect(editPost(secretariat, id, first, "Non")).rejects.toEqual(answer(404));
    await editPost(jmed, id, first, "Oui");
    expect(await rowOf(first)).toMatchObject({ body: "Oui", editedAt: ports.clock.now() });
  });

  test("the author and the secretariat delete a post, others do not", async () => {
    const { id, post: first } = await makeThread(jmed);
    const { postId } = await writePost(jmed, id, post("Second"));
    await expect(deletePost(agadez, id, first)).rejects.toEqual(answer(404));
    await deletePost(jmed, id, first);
    await deletePost(secretariat, id, postId);
    expect((await rowOf(first)).state).toBe("trashed");
    expect((await rowOf(postId)).state).toBe("trashed");
  });

  test("a post of another thread is not found in this one", async () => {
    const [one, other] = [await makeThread(jmed), await makeThread(jmed)];
    await expect(editPost(jmed, one.id, other.post, "Non")).rejects.toEqual(answer(404));
    await expect(deletePost(jmed, one.id, other.post)).rejects.toEqual(answer(404));
  });
});

describe("reactions", () => {
  const reactionsOf = async (viewer: Viewer, id: string) =>
    (await changesSince(viewer, id, 0)).posts.flatMap(({ reactions }) => reactions);

  test("a reaction is added once, counted for the organisation, published as a change, and removed", async () => {
    const { id, post: first } = await makeThread(jmed);
    for (let time = 0; time < 2; time++) await react(agadez, id, first, { give: "agree" });
    await react(jmed, id, first, { give: "thanks" });
    expect(await reactionsOf(agadez, id)).toEqual([
      { kind: "agree", names: ["DÉMO-AZ"], mine: true },
      { kind: "thanks", names: ["JMED"], mine: false },
    ]);
    expect((await changesSince(jmed, id, 1)).change).toBe(3);
    for (let time = 0; time < 2; time++) await react(agadez, id, first, { withdraw: "agree" });
    expect(await reactionsOf(jmed, id)).toEqual([{ kind: "thanks", names: ["JMED"], mine: true }]);
    expect((await changesSince(jmed, id, 3)).change).toBe(4);
  });

  test("twenty simultaneous reactions of four people, beside an edit, count four", async () => {
    const { id, post: first } = await makeThread(jmed);
    const people = [jmed, agadez, zinder, secretariat];
    await Promise.all([
      ...Array.from({ length: 20 }, (_, turn) =>
        react(people[turn % 4] as Viewer, id, first, { give: "agree" }),
      ),
      editPost(jmed, id, first, "D’autres mots"),
    ]);
    expect((await reactionsOf(jmed, id)).map(({ names }) => names.length)).toEqual([4]);
    expect((await changesSince(jmed, id, 0)).change).toBe(6);
  });

  test("require the right to write; a deleted post takes none", async () => {
    const { id, post: first } = await makeThread(jmed);
    await expect(react(observer, id, first, { give: "agree" })).rejects.toEqual(answer(403));
    await expect(react(stranger, id, first, { give: "agree" })).rejects.toEqual(answer(404));
    const other = await makeThread(jmed);
    await expect(react(jmed, other.id, first, { give: "agree" })).rejects.toEqual(answer(404));
    await deletePost(jmed, id, first);
    await expect(react(jmed, id, first, { give: "agree" })).rejects.toEqual(answer(404));
  });
});

describe("changes are numbered without a gap", () => {
  test("20 people writing at once: every number once, in the order in which a reader sees them", async () => {
    const { id } = await makeThread(jmed);
    const authors = [jmed, agadez, zinder, secretariat];
    const seen: number[] = [];
    let reading = true;
    const reader = (async () => {
      for (let after = 0; reading || after < 101; ) {
        const { change, posts } = await changesSince(observer, id, after);
        seen.push(...posts.map(({ number }) => number));
        after = change;
      }
    })();
    await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (let count = 0; count < 5; count++) {
          await writePost(authors[writer % 4] ?? jmed, id, post(`${writer}/${count}`));
        }
      }),
    );
    reading = false;
    await reader;
    const all = Array.from({ length: 101 }, (_, index) => index + 1);
    expect(seen).toEqual(all);
    const rows = await db.post.findMany({ where: { threadId: id }, orderBy: { number: "asc" } });
    expect(rows.map(({ number }) => number)).toEqual(all);
    expect(await db.thread.findUnique({ where: { id } })).toMatchObject({ lastChange: 101, postCount: 101 });
  });

  test("simultaneous edits and deletions neither deadlock nor skip a number", async () => {
    const { id } = await makeThread(jmed);
    const posts = await Promise.all(
      Array.from({ length: 6 }, (_, n) => writePost(jmed, id, post(`n° ${n}`))),
    );
    await Promise.all(
      posts.flatMap(({ postId }, n) => [
        editPost(jmed, id, postId, `corrigé ${n}`).catch(() => undefined),
        deletePost(secretariat, id, postId),
        deletePost(jmed, id, postId),
      ]),
    );
    const { change, gone } = await changesSince(jmed, id, 7);
    expect(gone.sort()).toEqual(posts.map(({ postId }) => postId).sort());
    const { lastChange, postCount } = await db.thread.findUniqueOrThrow({ where: { id } });
    expect([change, postCount]).toEqual([lastChange, 1]);
  });
});

describe("a catch-up returns the missing changes", () => {
  test("new posts, edited ones in their present state, and deletions as ids without content", async () => {
    const { id, post: first } = await makeThread(jmed);
    const second = await writePost(agadez, id, post("Deuxième"));
    const { change } = await changesSince(jmed, id, 0);
    await editPost(jmed, id, first, "Premier, **corrigé**");
    const third = await writePost(jmed, id, post("Troisième"));
    await deletePost(agadez, id, second.postId);
    const caught = await changesSince(jmed, id, change);
    expect(caught.posts.map(({ id }) => id)).toEqual([first, third.postId]);
    expect(caught.posts[0]?.body).toEqual([{ paragraph: ["Premier, ", { bold: ["corrigé"] }] }]);
    expect(caught.gone).toEqual([second.postId]);
    expect(JSON.stringify(caught)).not.toContain("Deuxième");
    expect(caught).toMatchObject({ change: 5, more: false });
    expect(await changesSince(jmed, id, 5)).toEqual({ change: 5, posts: [], gone: [], more: false });
  });

  test("a reader long away gets all changes, in several answers", async () => {
    const { id } = await makeThread(jmed);
    for (let n = 0; n < 130; n++) await writePost(n % 2 ? jmed : agadez, id, post(`n° ${n}`));
    const first = await changesSince(observer, id, 0);
    const second = await changesSince(observer, id, first.change);
    expect([first.posts.length, first.more, second.posts.length, second.more]).toEqual([
      100,
      true,
      31,
      false,
    ]);
  });

  test.each(["hidden", "trashed", "awaiting", "erased"] as const)(
    "a post that is %s is not sent to any viewer",
    async (state) => {
      const { id, post: first } = await makeThread(jmed, "Secret");
      await db.post.update({ where: { id: first }, data: { state, change: 2 } });
      for (const viewer of [jmed, agadez, secretariat, observer]) {
        const caught = await changesSince(viewer, id, 0);
        expect([caught.posts, caught.gone]).toEqual([[], [first]]);
        expect(JSON.stringify(caught)).not.toContain("Secret");
      }
      await expect(findOwnPost(jmed, id, first)).rejects.toEqual(answer(404));
    },
  );

  test("posts of a withdrawn thread are not found", async () => {
    const { id, post: first } = await makeThread(jmed);
    await db.thread.update({ where: { id }, data: { state: "trashed" } });
    await expect(changesSince(jmed, id, 0)).rejects.toEqual(answer(404));
    await expect(writePost(jmed, id, post("Non"))).rejects.toEqual(answer(404));
    await expect(editPost(jmed, id, first, "Non")).rejects.toEqual(answer(404));
  });
});

describe("audit and outbox", () => {
  test("each act leaves one outbox event and one audit entry, without the post's words", async () => {
    const { id, post: first } = await makeThread(jmed, "Des mots confidentiels");
    const { postId } = await writePost(jmed, id, post("D’autres mots confidentiels"));
    await editPost(jmed, id, first, "Encore des mots confidentiels");
    await deletePost(secretariat, id, postId);
    const lines = await db.auditEntry.findMany({ where: { objectId: { in: [id, first, postId] } } });
    const events = (await db.outboxEvent.findMany()).filter(({ payload }) =>
      JSON.stringify(payload).includes(id),
    );
    const kinds = ["thread.started", "post.written", "post.written", "post.edited", "post.deleted"].sort();
    expect(lines.map(({ action }) => action).sort()).toEqual(kinds);
    expect(events.map(({ type }) => type).sort()).toEqual(kinds);
    expect(lines.find(({ action }) => action === "post.edited")).toMatchObject({
      personId: jmed.personId,
      organisationId: voicesOf(jmed)[0],
    });
    expect(JSON.stringify([lines, events, ports.logged])).not.toContain("confidentiels");
  });
});
