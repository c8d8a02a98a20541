import { expect, test } from "vitest";
import { startPortal } from "../support/portal";
import { Visitor } from "../support/visitor";
import { run, testDatabase } from "./databases";
import { openMailbox } from "./mailbox";

const password = "le vent se lève sur l’Aïr";

const answers = {
  networkName: "Réseau d’essai",
  acronym: "RE",
  language: "fr",
  accent: "ochre",
  name: "Halima Moussa",
  email: "halima@essai.example",
  password,
};

/** An empty portal, and the key of the link it printed. */
async function emptyPortal(env: Record<string, string> = {}) {
  const { portalUrl, ownerUrl } = await testDatabase();
  const portal = await startPortal({ databaseUrl: portalUrl, ownerUrl, env });
  const link = new URL(portal.setUpLink ?? "");
  return { portal, link, key: link.searchParams.get("cle") ?? "", portalUrl, ownerUrl };
}

test("the holder of the printed link creates the network and the first account, without JavaScript", async () => {
  const { portal, link, key } = await emptyPortal();
  const visitor = new Visitor(portal.url);
  const page = await (await visitor.get(link.pathname + link.search)).text();
  expect(page).toContain(`name="key" value="${key}"`);
  expect(page).toContain(`action="${link.pathname}${link.search}"`);

  const made = await visitor.post(link.pathname + link.search, { ...answers, key });
  expect(made.status).toBe(302);
  const home = await (await visitor.get(made.headers.get("Location") ?? "")).text();
  expect(home).toContain("Halima Moussa");

  const again = new Visitor(portal.url);
  expect((await again.post("/connexion", { email: answers.email, password })).status).toBe(302);
});

test("the link works once, and another key never", async () => {
  const { portal, link, key } = await emptyPortal();
  const visitor = new Visitor(portal.url);
  expect((await visitor.get("/installation?cle=guessed")).status).toBe(404);
  expect((await visitor.post("/installation", { ...answers, key: "guessed" })).status).toBe(404);
  expect((await visitor.post("/installation", { ...answers, key })).status).toBe(302);
  expect((await new Visitor(portal.url).get(link.pathname + link.search)).status).toBe(404);
  expect((await new Visitor(portal.url).post("/installation", { ...answers, key })).status).toBe(404);
});

test("a form sent twice at the same moment creates one network and one account", async () => {
  const { portal, key, portalUrl } = await emptyPortal();
  const sent = await Promise.all(
    ["a@essai.example", "b@essai.example"].map((email) =>
      new Visitor(portal.url).post("/installation", { ...answers, key, email }),
    ),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([302, 404]);
  const [counts] = await run(
    portalUrl,
    `SELECT (SELECT count(*)::int FROM "Network") AS networks, (SELECT count(*)::int FROM "Person") AS people`,
  );
  expect(counts).toEqual({ networks: 1, people: 1 });
});

test("a wrong answer is told, keeps what was written but the password, and leaves the link good", async () => {
  const { portal, key, link } = await emptyPortal();
  const visitor = new Visitor(portal.url);
  const refused = await visitor.post(link.pathname + link.search, {
    ...answers,
    key,
    password: "trop court",
  });
  expect(refused.status).toBe(400);
  const page = await refused.text();
  expect(/value="Halima Moussa"/.test(page)).toBe(true);
  expect(page.includes("trop court")).toBe(false);
  expect((await visitor.post("/installation", { ...answers, key })).status).toBe(302);
});

test("each start of an empty portal prints its own link; one with a network prints none", async () => {
  const { portal, key, link, portalUrl, ownerUrl } = await emptyPortal();
  const twin = await startPortal({ databaseUrl: portalUrl, ownerUrl });
  expect(twin.setUpLink).not.toBe(link.href);
  expect((await new Visitor(portal.url).post("/installation", { ...answers, key })).status).toBe(302);
  expect((await fetch(twin.setUpLink ?? "")).status).toBe(404);
  expect((await startPortal({ databaseUrl: portalUrl, ownerUrl })).setUpLink).toBeUndefined();
});

test("the first administrator is welcomed by a mail that leaves through SMTP", async () => {
  const mailbox = await openMailbox();
  const { portal, key } = await emptyPortal({
    SMTP_URL: mailbox.url,
    MAIL_FROM: "Portail <portail@essai.example>",
  });
  await new Visitor(portal.url).post("/installation", { ...answers, key });
  const letter = await mailbox.next();
  expect(letter.from).toBe("portail@essai.example");
  expect(letter.to).toEqual([answers.email]);
  expect(letter.raw).toMatch(/^Subject: Votre portail est =\?|^Subject: .*portail/m);
  expect(letter.raw).toContain(portal.url);
  expect(letter.raw).not.toContain(key);
});
