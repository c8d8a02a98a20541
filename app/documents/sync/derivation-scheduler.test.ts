import { expect, test } from "vitest";
import { DerivationScheduler } from "./derivation-scheduler";

/** Derivations that end when they are told to, in the order in which they began. */
function held() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const scheduler = new DerivationScheduler(async (key) => {
    begun.push(key);
    await new Promise<void>((resolve) => ends.push(resolve));
    return key;
  });
  const ask = (key: string, asker: string, lane = "light") => scheduler.schedule({ key, asker, lane });
  const endOne = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, ask, endOne };
}

test("what is asked for six times at once is done once, and once more for who asked while it ran", async () => {
  const { begun, ask, endOne } = held();
  const asked = Array.from({ length: 6 }, () => ask("heavy", "amina"));
  expect(begun).toEqual(["heavy"]);
  await endOne();
  await endOne();
  expect(await Promise.all(asked)).toEqual(Array(6).fill("heavy"));
  expect(begun).toEqual(["heavy", "heavy"]);
});

test("who asks for much waits in turn with who asks for little", async () => {
  const { begun, ask, endOne } = held();
  const much = ["a", "b", "c", "d"].map((key) => ask(key, "amina"));
  const little = ask("z", "boubacar");
  for (let count = 0; count < 5; count++) await endOne();
  await Promise.all([...much, little]);
  expect(begun).toEqual(["a", "z", "b", "c", "d"]);
});

test("lanes do not wait for each other", () => {
  const { begun, ask } = held();
  void ask("heavy", "amina", "heavy");
  void ask("small", "boubacar", "light");
  expect(begun).toEqual(["heavy", "small"]);
});

test("one that fails is the failure of its own askers, and the next goes on", async () => {
  const scheduler = new DerivationScheduler(async (key) => {
    if (key === "bad") throw new Error("cannot");
    return key;
  });
  const asked = ["bad", "good"].map((key) => scheduler.schedule({ key, asker: "amina", lane: "light" }));
  expect(await Promise.allSettled(asked)).toMatchObject([
    { status: "rejected" },
    { status: "fulfilled", value: "good" },
  ]);
});
