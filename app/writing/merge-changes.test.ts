import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PostChanges as Changes, PostView } from "../discussions/posts";
import { applyChanges, type CaughtUpChanges, mergeChanges, noChanges } from "./merge-changes";

const post = (number: number, change = number): PostView => ({
  id: `p${number}`,
  number,
  change,
  author: "A",
  person: null,
  organisation: null,
  createdAt: "",
  editedAt: null,
  body: [{ paragraph: [`${number}@${change}`] }],
  quote: null,
  picture: null,
  files: [],
  mine: false,
  mayDelete: false,
  key: null,
  reactions: [],
});
const changes = (change: number, posts: PostView[], gone: string[] = []): Changes => ({
  change,
  posts,
  gone,
  more: false,
});
const idsOf = (posts: PostView[]) => posts.map(({ id, change }) => `${id}@${change}`);

describe("applying changes to the page", () => {
  test("new posts go to the end, edits replace, deletions remove", () => {
    const caught = mergeChanges(noChanges, changes(6, [post(2, 4), post(4, 5)], ["p1"]));
    expect(idsOf(applyChanges([post(1), post(2), post(3)], caught, true))).toEqual(["p2@4", "p3@3", "p4@5"]);
  });

  test("a page that does not end with the thread takes no new posts", () => {
    const caught = mergeChanges(noChanges, changes(9, [post(2, 4), post(9)]));
    expect(idsOf(applyChanges([post(1), post(2)], caught, false))).toEqual(["p1@1", "p2@4"]);
  });

  test("an edit of a post before this page adds nothing", () => {
    const caught = mergeChanges(noChanges, changes(9, [post(1, 9)]));
    expect(idsOf(applyChanges([post(5)], caught, true))).toEqual(["p5@5"]);
  });

  test("a page loaded after a catch-up keeps its newer content", () => {
    const caught = mergeChanges(noChanges, changes(3, [post(1, 3)]));
    expect(idsOf(applyChanges([post(1, 7)], caught, true))).toEqual(["p1@7"]);
  });

  test("any split of a thread's changes into catch-ups, with repetitions, gives every reader the same posts", () => {
    // One step: a post is written, edited or deleted.
    const step = fc.record({ act: fc.constantFrom("write", "edit", "delete"), which: fc.nat(30) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.array(fc.nat(40)),
        fc.nat(40),
        (steps, cuts, loadedAt) => {
          const history = live(steps);
          const last = history.length;
          const loaded = [...at(history, Math.min(loadedAt, last)).posts];
          let caught: CaughtUpChanges<PostView> = noChanges;
          const stops = [
            ...cuts
              .map((cut) => Math.min(cut, last))
              .filter((cut) => cut >= loadedAt)
              .sort((a, b) => a - b),
            last,
          ];
          let have = Math.min(loadedAt, last);
          for (const stop of stops) {
            const brought = between(history, have, stop);
            caught = mergeChanges(mergeChanges(caught, brought), brought);
            have = Math.max(have, stop);
          }
          expect(idsOf(applyChanges(loaded, caught, true))).toEqual(idsOf([...at(history, last).posts]));
        },
      ),
      { numRuns: 500, seed: 20261123 },
    );
  });
});

interface Moment {
  posts: PostView[];
  touched: string;
}

/** The thread after each of its changes. */
function live(steps: { act: string; which: number }[]): Moment[] {
  const history: Moment[] = [];
  for (const { act, which } of steps) {
    const before = history.at(-1)?.posts ?? [];
    const change = history.length + 1;
    const chosen = before[which % Math.max(1, before.length)];
    if (act === "write" || !chosen) history.push({ posts: [...before, post(change)], touched: `p${change}` });
    else {
      const others = before.filter(({ id }) => id !== chosen.id);
      const posts =
        act === "edit" ? before.map((one) => (one === chosen ? post(one.number, change) : one)) : others;
      history.push({ posts, touched: chosen.id });
    }
  }
  return history;
}

const at = (history: Moment[], change: number): Moment => history[change - 1] ?? { posts: [], touched: "" };

/** The server's answer: the posts touched after a change, as they are at a later one. */
function between(history: Moment[], after: number, upTo: number): Changes {
  const touched = new Set(history.slice(after, upTo).map(({ touched }) => touched));
  const now = at(history, upTo).posts;
  return changes(
    upTo,
    now.filter(({ id }) => touched.has(id)),
    [...touched].filter((id) => !now.some((one) => one.id === id)),
  );
}
