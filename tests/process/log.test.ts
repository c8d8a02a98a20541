import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { makeLoadedDemonstration, type RunningTestPortal, startPortal } from "../support/portal";
import { until } from "../support/until";
import { signInAs, Visitor } from "../support/visitor";
import { testDatabase } from "./databases";

/** What must not be found again, each in a shape that nothing else has. */
const secrets = {
  email: "mariama.zongo@secret-domain.example",
  password: "ma phrase inconnue 7Q",
  question: "Kollo-Balleyara-inconnu",
  name: "Mariama Zongo-Inconnue",
};

/** A visit that leaves no stone unturned: right and wrong forms, searches, odd bytes, unknown addresses. */
async function visit(url: string): Promise<string[]> {
  const persona = inject("personas").find(({ role }) => role === "secretariat");
  const visitor = new Visitor(url);
  const { email, password, question, name } = secrets;
  await visitor.post("/connexion", { email, password });
  await visitor.post("/connexion", { email: `${email}\0`, password: `${password}\0` });
  await visitor.post("/connexion", { email: `${email}${"x".repeat(300_000)}`, password });
  await visitor.post("/connexion", `email=%FF%FE${email}&password=${password}`, {
    "Content-Type": "multipart/form-data; boundary=x",
  });
  await visitor.post(`/installation?cle=${password}`, { ...secrets, key: password, networkName: name });
  await visitor.post("/connexion", { email, password }, { Origin: `https://${question}.example` });
  await visitor.get(`/${question}/${encodeURIComponent(name)}`, { Referer: `${url}/?q=${question}` });
  await visitor.get(`/%FF/${question}`);
  await visitor.get("/a-propos", {
    "User-Agent": question,
    "X-Forwarded-For": question,
    Cookie: `session=${question}`,
  });
  const signedIn = await signInAs(url, persona ?? null);
  for (const words of [question, `${question}:*&!(`, `${question}\0`, question.repeat(500)]) {
    await signedIn.get(`/annuaire?q=${encodeURIComponent(words)}`);
  }
  await signedIn.get(`/annuaire/${question}`);
  const cookies = signedIn.cookieHeader.split("; ").map((each) => each.slice(each.indexOf("=") + 1));
  return [...Object.values(secrets), persona?.email ?? "", persona?.password ?? "", ...cookies];
}

test("the log of a real portal holds a line for every request and nothing of what people sent", async () => {
  const { portalUrl, ownerUrl } = await testDatabase("demonstration");
  const portal = await startPortal({ databaseUrl: portalUrl, ownerUrl, env: { LOG_LEVEL: "debug" } });
  const sent = await visit(portal.url);
  const lines = () =>
    portal
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"));
  await until(() => expect(lines().length).toBeGreaterThan(10));
  await portal.stop();
  expectNothing(portal.output(), [...sent, ...passwordsOf(portalUrl, ownerUrl)]);
  const answered = lines()
    .map((line) => JSON.parse(line))
    .filter(({ req }) => req);
  expect(answered.length).toBeGreaterThan(10);
  for (const { req } of answered) expect(req).toEqual({ id: expect.any(String), method: expect.any(String) });
});

test("neither does the log of the demonstration, nor what it prints after its accounts", async () => {
  const portal = await startPortal({ command: "demo", dataDir: await makeLoadedDemonstration() });
  const presented = portal.output().length;
  const sent = await visitDemonstration(portal);
  await portal.stop();
  const log = await readFile(join(portal.dataDir, "portal.log"), "utf8");
  expect(log).toContain("request answered");
  expectNothing(log + portal.output().slice(presented), sent);
});

async function visitDemonstration(portal: RunningTestPortal): Promise<string[]> {
  const personas = JSON.parse(await readFile(join(portal.dataDir, "personas.json"), "utf8"));
  const visitor = await signInAs(portal.url, personas[0]);
  await visitor.get(`/annuaire?q=${secrets.question}`);
  const [, cookie = ""] = visitor.cookieHeader.split("=");
  return [
    secrets.question,
    cookie,
    ...personas.flatMap(({ email, password }: (typeof personas)[0]) => [email, password]),
  ];
}

function expectNothing(text: string, sent: string[]): void {
  for (const secret of sent.filter((each) => each !== "")) {
    // In any of the ways in which it may have travelled.
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      expect(text.toLowerCase().includes(form.toLowerCase()), form.slice(0, 60)).toBe(false);
    }
  }
}

const passwordsOf = (...urls: string[]) => urls.map((url) => new URL(url).password);
