import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/database";
import { collectForms, type PageForm } from "../support/page-forms";
import { accountOf } from "../support/personas";
import { addressesOf } from "../support/places";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { forgetUsedCodes, signInAs, Visitor } from "../support/visitor";

let database: TestDatabase;
let owner: pg.Client;
let portal: RunningTestPortal;
let secretariat: Visitor;
let forms: PageForm[];

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  secretariat = await signInAs(portal.url, accountOf("secretariat"));
  const plain = [...addressesOf().keys()].filter((address) => !/[:*]/.test(address));
  const [inside, outside] = await Promise.all([
    collectForms(secretariat, plain),
    collectForms(new Visitor(portal.url), [
      "/connexion",
      "/mot-de-passe/oublie",
      "/verrouillage",
      "/invitation",
    ]),
  ]);
  const kinds = new Map([...outside, ...inside].map((form) => [form.kind, form]));
  // These end the session they are sent with.
  forms = [...kinds.values()].filter(({ action }) => !/^\/(deconnexion|sortie|verrouillage)$/.test(action));
});

afterAll(async () => {
  await portal?.stop();
  await owner?.end();
  await database?.drop();
});

/** What says which of its forms a page is sent: another value there is refused before the rest is looked at. */
const telling = new Set(["what", "step", "kind", "key"]);

type Spoil = (name: string, value: string) => [name: string, value: string][];

/** Each field in turn sent so; the others as the page has them. */
const spoiled: [string, Spoil, statuses: "refused" | "no fault"][] = [
  ["a list with a place far away", (name) => [[`${name}[999999999]`, "a"]], "refused"],
  ["a list of the kind PHP reads", (name, value) => [[`${name}[]`, value]], "refused"],
  [
    "itself and an object",
    (name, value) => [
      [name, value],
      [`${name}.not`, ""],
    ],
    "refused",
  ],
  ["what every object has inside", (name) => [[`${name}.__proto__.x`, "a"]], "refused"],
  [
    "twice",
    (name, value) => [
      [name, value],
      [name, value],
    ],
    "no fault",
  ],
  ["null", (name) => [[name, "null"]], "no fault"],
  ["zero bytes", (name) => [[name, "a\0b"]], "no fault"],
  ["half a letter", (name) => [[name, "\ud800"]], "no fault"],
  ["a day that never was", (name) => [[name, "0000-02-31"]], "no fault"],
  ["a number beyond numbers", (name) => [[name, "99999999999999999999"]], "no fault"],
  ["200 kB", (name) => [[name, "a".repeat(200_000)]], "no fault"],
  ["200 kB of blanks", (name) => [[name, `a${" ".repeat(200_000)}b`]], "no fault"],
  ["200 kB of line breaks", (name) => [[name, `a${"\r\n".repeat(30_000)}b`]], "no fault"],
  ["200 kB of dots", (name) => [[name, `a@b${".".repeat(200_000)}c`]], "no fault"],
  ["200 kB of brackets", (name) => [[name, `${'<("'.repeat(25_000)}`]], "no fault"],
  ["nothing", () => [], "no fault"],
];

/** Far above what a form takes on a busy machine, far below what a quadratic pattern takes for 200 kB. */
const maxMs = 15_000;

test("every page was looked at", () => {
  expect(forms.length).toBeGreaterThan(60);
});

test.each(spoiled)(
  "a field that holds %s is refused, never a fault",
  { timeout: 120_000 },
  async (_, spoil, expected) => {
    slowest = 0;
    const answers = await inTurn(forms, ({ action, fields }) =>
      fields
        .filter(([name]) => !telling.has(name))
        .slice(0, 12)
        .map(([spoiledName]) => ({
          action,
          body: new URLSearchParams(
            fields.flatMap(([name, value]) => (name === spoiledName ? spoil(name, value) : [[name, value]])),
          ),
        })),
    );
    const faults = answers.filter(({ status }) => status >= 500);
    expect(faults, faults.length > 0 ? complaints() : "").toEqual([]);
    expect(slowest, "a form kept the process busy").toBeLessThan(maxMs);
    if (expected === "refused") expect(answers.filter(({ status }) => status !== 400)).toEqual([]);
  },
);

test("a body that is no form is refused: JSON, plain text, a form broken off, one of 1 MB", async () => {
  const bodies: [body: string, headers: Record<string, string>][] = [
    ['{"email":{"not":""}}', { "Content-Type": "application/json" }],
    ["email=a", { "Content-Type": "text/plain" }],
    [
      "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n",
      { "Content-Type": "multipart/form-data; boundary=x" },
    ],
    [`a=${"a".repeat(1_048_576)}`, {}],
  ];
  // A button alone says all it has to say by its address: its body is not even read.
  const withFields = forms.filter(({ fields }) => fields.length > 0);
  for (const [body, headers] of bodies) {
    const answers = await inTurn(withFields, ({ action }) => [{ action, body, headers }]);
    expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  }
});

/** What the portal has said of its last faults. */
const complaints = () => [...portal.output().matchAll(/^.*"level":50.*$/gm)].slice(-5).join("\n");

interface Sending {
  action: string;
  body: URLSearchParams | string;
  headers?: Record<string, string>;
}

/** The longest time that a form took, in milliseconds. */
let slowest = 0;

async function postTo(action: string, body: Sending["body"], headers?: Record<string, string>) {
  const began = performance.now();
  const answer = await secretariat.post(action, body, headers);
  await answer.arrayBuffer();
  slowest = Math.max(slowest, performance.now() - began);
  return answer;
}

const leadsToSignIn = (answer: Response) => /^\/connexion/.test(answer.headers.get("Location") ?? "");

let signingIn: Promise<Visitor> | undefined;

/** Among the forms are some that end sessions (a person's, one's others), the session of another in this moment too. */
async function signedInAgain(): Promise<void> {
  const signIn = async () => {
    // Codes that were used are accepted again: waiting for the next would take half a minute at each sign-in.
    await owner.query("UPDATE secrets.totp SET last_step = 0");
    forgetUsedCodes();
    return await signInAs(portal.url, accountOf("secretariat"));
  };
  // What is sent meanwhile may end the sign-in too, or make its code too old: then it is done once more.
  signingIn ??= signIn()
    .catch(signIn)
    .finally(() => {
      signingIn = undefined;
    });
  secretariat = await signingIn;
}

/** Sends them, a few at a time. @returns each with its status */
async function inTurn(from: PageForm[], sendings: (form: PageForm) => Sending[]) {
  const waiting = from.flatMap(sendings);
  const answers: { action: string; body: string; status: number }[] = [];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { action, body, headers } = next;
      let answer = await postTo(action, body, headers);
      // What the others send may end the new session as well.
      for (let again = 0; again < 5 && leadsToSignIn(answer); again++)
        answer = await signedInAgain().then(() => postTo(action, body, headers));
      const sent = String(body).slice(0, 200);
      answers.push({ action, body: sent, status: answer.status });
      expect(leadsToSignIn(answer), `${action} asks who one is, again and again`).toBe(false);
    }
  };
  await Promise.all([work(), work(), work()]);
  return answers;
}
