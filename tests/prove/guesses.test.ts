import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs, Visitor } from "../support/visitor";
import { limit, progress, size } from "./size";

const guesses = size(10_000, 300);
const atOnce = 20;
/** So many wrong guesses at one account are heard in a quarter of an hour; see app/accounts/rate-limit.server.ts. */
const heardAtMost = 10;

let database: TestDatabase;
let portal: RunningTestPortal;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({
    databaseUrl: database.portalUrl,
    ownerUrl: database.ownerUrl,
    env: { TRUST_PROXY: "loopback" },
  });
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

/** An address in a network of its own for each turn: 10.a.b.0/24, of which there are 65,536. */
const addressOf = (turn: number) => `10.${(turn >> 8) & 255}.${turn & 255}.${1 + (turn % 250)}`;

/** Guesses the password of an account from as many networks as guesses; how often each answer came. */
async function guessAt(email: string): Promise<Map<string, number>> {
  const answers = new Map<string, number>();
  const waiting = Array.from({ length: guesses }, (_, turn) => turn);
  const guess = async () => {
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
      const password = `une phrase au hasard ${turn}`;
      const answer = await new Visitor(portal.url).post(
        "/connexion",
        { email, password },
        { "X-Forwarded-For": addressOf(turn) },
      );
      const page = await answer.text();
      const words = /role="alert"[^>]*>.*?<p[^>]*>([^<]*)/s.exec(page)?.[1] ?? "";
      const said = `${answer.status} ${words.replace(/\d+/g, "n")}`;
      answers.set(said, (answers.get(said) ?? 0) + 1);
      if (turn % 1_000 === 0) progress(`${turn} of ${guesses} guesses at ${email}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, guess));
  return answers;
}

const countOf = (answers: Map<string, number>, status: number) =>
  [...answers].reduce((sum, [said, count]) => sum + (said.startsWith(`${status} `) ? count : 0), 0);

test(
  `of ${guesses} guesses at one account, each from another network, ten are heard, and the owner comes in meanwhile`,
  async () => {
    const owner = personaOf("member");
    const browser = await signInAs(portal.url, owner);
    const guessing = guessAt(owner.email);
    const asOwner = { email: owner.email, password: owner.password };
    // A browser that has signed in before has an allowance of its own: once while they guess, once after.
    expect((await browser.post("/connexion", asOwner)).status).toBe(302);
    const answers = await guessing;
    expect(countOf(answers, 400)).toBe(heardAtMost);
    expect(countOf(answers, 429)).toBe(guesses - heardAtMost);
    expect((await browser.post("/connexion", asOwner)).status).toBe(302);
    const nobodys = await guessAt("personne.de.ce.nom@demo.example");
    expect([...nobodys].sort(), "the same answers, as often, whether or not the account exists").toEqual(
      [...answers].sort(),
    );
    const beside = personaOf("observer");
    expect((await signInAs(portal.url, beside)).cookieHeader).toContain("session=");
  },
  limit,
);
