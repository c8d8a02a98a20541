import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../process/databases";
import { browsing, settled, type Tab } from "../support/browser";
import { copyDatabase, type TestDatabase } from "../support/database";
import { makeGate } from "../support/gate";
import { threadOf } from "../support/one-thread";
import { accountOf, personaOf } from "../support/personas";
import { type RunningTestPortal, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

const { open } = browsing();
let database: TestDatabase;
let portal: RunningTestPortal;
let thread: string;

beforeAll(async () => {
  database = await copyDatabase("demonstration");
  portal = await startPortal({ databaseUrl: database.portalUrl, ownerUrl: database.ownerUrl });
  thread = await threadOf(await signInAs(portal.url, accountOf("member")));
});

afterAll(async () => {
  await portal?.stop();
  await database?.drop();
});

const title = ({ page }: Tab) => page.locator("h1").innerText();
const press = ({ page }: Tab, name: string | RegExp) => page.getByRole("button", { name }).first().click();

async function signIn(tab: Tab): Promise<void> {
  const { email, password } = personaOf("member");
  await tab.page.fill("[name=email]", email);
  await tab.page.fill("[name=password]", password);
  await tab.page.locator("main").getByRole("button", { name: "Se connecter" }).click();
}

describe("without JavaScript", () => {
  const plain = (signedIn = true) =>
    open({
      base: portal.url,
      width: 360,
      javaScript: false,
      as: signedIn ? accountOf("member") : null,
    });

  test("one signs in where one wanted to go, finds in spite of mistakes, narrows, and reads", async () => {
    const tab = await plain(false);
    await tab.go("/annuaire");
    await signIn(tab);
    await tab.page.waitForURL(/\/annuaire$/);
    await tab.page.locator("main input[type=search]").fill("alarm fone sahara");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL(/q=alarm/);
    const first = tab.page.locator("main h2 a").first();
    expect(await first.innerText()).toContain("Alarme Phone Sahara");
    await first.click();
    expect(await title(tab)).toContain("Alarme Phone Sahara");
    await tab.go("/annuaire?region=NE-7");
    expect(await tab.page.getByRole("status").first().innerText()).toMatch(/\d/);
  });

  test("one writes, changes and deletes a post", async () => {
    const tab = await plain();
    await tab.go(thread);
    await tab.page.fill("#message", "Écrit sans JavaScript");
    await press(tab, "Publier");
    const post = tab.page.locator(".post", { hasText: "Écrit sans JavaScript" });
    await post.locator("summary.post-act").click();
    await post.getByRole("link", { name: "Modifier" }).click();
    await tab.page.fill("#message", "Écrit, puis corrigé");
    await press(tab, "Enregistrer");
    const changed = tab.page.locator(".post", { hasText: "Écrit, puis corrigé" });
    expect(await changed.innerText()).toContain("modifié");
    await changed.locator("summary.post-act").click();
    await changed.getByRole("link", { name: /Supprimer/ }).click();
    await press(tab, "Supprimer");
    await tab.page.waitForURL((url) => !url.pathname.endsWith("/suppression"));
    expect(await tab.page.locator(".post", { hasText: "puis corrigé" }).count()).toBe(0);
  });

  test("a session that expired in mid-post loses not a word", async () => {
    const tab = await plain();
    await tab.go(thread);
    await tab.page.fill("#message", "Une heure de travail,\nsur deux lignes");
    const { email } = personaOf("member");
    await run(
      database.ownerUrl,
      `DELETE FROM "Session" WHERE "personId" = (SELECT "id" FROM "Person" WHERE "email" = '${email}')`,
    );
    await press(tab, "Publier");
    await signIn(tab);
    await press(tab, "Reprendre mon texte");
    await tab.page.locator("#message").waitFor();
    expect(await tab.page.inputValue("#message")).toBe("Une heure de travail,\nsur deux lignes");
    expect(await tab.page.locator(".post", { hasText: "Une heure de travail" }).count()).toBe(0);
    await press(tab, "Publier");
    await tab.page.waitForURL(/#message-/);
    expect(await tab.page.locator(".post", { hasText: "Une heure de travail" }).count()).toBe(1);
  });

  test("one changes the language where one is, and signs out", async () => {
    const tab = await plain();
    await tab.go("/themes");
    await press(tab, "English");
    expect(new URL(tab.page.url()).pathname).toBe("/themes");
    expect(await tab.page.getAttribute("html", "lang")).toBe("en");
    await press(tab, "Français");
    await tab.page.locator("summary[aria-label^='Mon compte']").click();
    await press(tab, "Se déconnecter");
    await tab.go("/annuaire");
    expect(new URL(tab.page.url()).pathname).toBe("/connexion");
  });
});

describe("with JavaScript", () => {
  test("the list follows what is typed; the address can be shared, Back goes back, the field keeps its place", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.go("/annuaire");
    await settled(tab);
    const field = tab.page.locator("main input[type=search]");
    const askedFor: string[] = [];
    tab.page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === "/annuaire.data") askedFor.push(searchParams.get("_routes") ?? "everything");
    });
    await field.pressSequentially("alternativ espas");
    await tab.page.waitForURL(/q=alternativ/);
    const first = tab.page.locator("main h2 a").first();
    await expect.poll(() => first.innerText()).toContain("Alternative Espaces Citoyens");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await expect.poll(() => tab.page.url()).toMatch(/espas/);
    // The list alone, not the frame with each letter.
    expect(new Set(askedFor)).toEqual(new Set(["directory/directory.route"]));
    const shared = tab.page.url();
    await first.click();
    await expect.poll(() => title(tab)).toContain("Alternative");
    await tab.page.goBack();
    await tab.page.waitForURL(shared);
    await expect.poll(() => field.inputValue()).toBe("alternativ espas");
    await tab.page.reload();
    expect(await first.innerText()).toContain("Alternative Espaces Citoyens");
  });

  test("what one types before the scripts have come stays where it is", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    let come: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      come = resolve;
    });
    await tab.page.route("**/assets/entry.client*", async (route) => {
      await held;
      await route.continue();
    });
    await tab.page.goto("/compte", { waitUntil: "commit" });
    const name = tab.page.locator("input[name=name]");
    await name.fill("Nom tapé sur une ligne lente");
    come();
    await settled(tab);
    expect(await name.inputValue()).toBe("Nom tapé sur une ligne lente");
  });

  test("a page whose messages did not come works as it does without scripts", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.page.route("**/messages/*", (route) => route.abort());
    await tab.go("/annuaire");
    const field = tab.page.locator("main input[type=search]");
    await field.fill("alternativ espas");
    await field.press("Enter");
    await tab.page.waitForURL(/q=alternativ/);
    const first = tab.page.locator("main h2 a").first();
    expect(await first.innerText()).toContain("Alternative Espaces Citoyens");
    tab.forgive(/ERR_FAILED|dynamically imported module/);
  });

  test("a link is followed without reloading the page, and the navigation says where one is; with Ctrl it opens another tab", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.go("/annuaire");
    await settled(tab);
    const current = tab.page.locator(".rail [aria-current]");
    expect(await current.allInnerTexts()).toEqual(["Annuaire"]);
    await tab.page.evaluate(() => document.body.setAttribute("data-same-page", ""));
    const themes = tab.page.locator(".rail").getByRole("link", { name: "Thèmes", exact: true });
    const elsewhere = tab.context.waitForEvent("page");
    await themes.click({ modifiers: ["Control"] });
    await (await elsewhere).waitForURL("**/themes");
    expect(new URL(tab.page.url()).pathname).toBe("/annuaire");
    await themes.click();
    await expect.poll(() => current.allInnerTexts()).toEqual(["Thèmes"]);
    expect(await tab.page.locator("body[data-same-page]").count()).toBe(1);
  });

  test("home is a press away although what a page asks about the others does not come", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.page.route("**/__manifest*", (asked) => asked.abort());
    await tab.go("/annuaire");
    await settled(tab);
    await tab.page.getByRole("link", { name: "Accueil" }).first().click();
    await expect.poll(() => title(tab)).toContain("Bonjour");
    tab.forgive(/__manifest|ERR_FAILED|Failed to fetch/);
  });

  test("wherever one is, Ctrl K and a few letters lead elsewhere", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.go("/annuaire");
    await settled(tab);
    await tab.page.keyboard.press("Control+k");
    await tab.page.getByRole("listbox").waitFor();
    await tab.page.keyboard.type("espace du res");
    await expect
      .poll(() => tab.page.getByRole("option", { selected: true }).innerText())
      .toContain("Espace du réseau");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL("**/espaces/*-reseau");
  });

  test("by keyboard alone: past the navigation, through a menu, to what one came for, always seeing where", async () => {
    const tab = await open({ base: portal.url, as: accountOf("member") });
    await tab.go("/annuaire");
    await settled(tab);
    await tab.page.keyboard.press("Tab");
    expect(await focused(tab)).toMatchObject({ text: "Aller au contenu", visible: true });
    await tab.page.keyboard.press("Enter");
    await expect.poll(() => new URL(tab.page.url()).hash).toBe("#contenu");
    for (let step = 0; step < 12; step++) {
      await tab.page.keyboard.press("Tab");
      await expect
        .poll(() => focused(tab), { message: `step ${step}` })
        .toMatchObject({ visible: true, marked: true });
    }
    const account = tab.page.locator("summary[aria-label^='Mon compte']");
    await account.focus();
    await tab.page.keyboard.press("Enter");
    await tab.page.getByRole("button", { name: "Se déconnecter" }).waitFor();
    await tab.page.keyboard.press("Escape");
    await tab.page.getByRole("button", { name: "Se déconnecter" }).waitFor({ state: "hidden" });
    expect(await account.evaluate((summary) => summary === document.activeElement)).toBe(true);
  });

  /** What has the focus: its words, whether it is in sight, whether one sees that it has it. */
  const focused = ({ page }: Tab) =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { width, height, top } = element.getBoundingClientRect();
      const looks = [element, element.parentElement, element.nextElementSibling].filter(
        (each) => each !== null,
      );
      // A shape of the map has its mark drawn around it, not around the box it stands in.
      const shape = element.querySelector("path, circle");
      return {
        text: element.innerText?.trim(),
        visible: width > 0 && height > 0 && top >= -1 && top < innerHeight,
        marked:
          (element instanceof SVGElement && shape && getComputedStyle(shape).strokeWidth === "3px") ||
          looks.some((each) => {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
            return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
          }),
      };
    });
});

test("while the database is away the page says so, asks again, and is there again by itself", async () => {
  const gate = await makeGate(database.portalUrl);
  const gated = await startPortal({
    databaseUrl: gate.through(database.portalUrl),
    ownerUrl: database.ownerUrl,
  });
  const tab = await open({ base: gated.url, as: accountOf("member"), javaScript: false, width: 360 });
  gate.close();
  expect(await tab.go("/annuaire")).toBe(503);
  expect(await title(tab)).toContain("ne répond pas");
  gate.open();
  await tab.page.locator("main input[type=search]").waitFor({ timeout: 30_000 });
  tab.forgive(/503/);
});
