import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findChromium } from "./chromium";
import { type Account, signInAs, Visitor } from "./visitor";

/** Chromium makes no request of its own: what a test sees on the wire is the portal's. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface TabOptions {
  /** The portal's address, without a slash at its end. */
  base: string;
  /** Signed in as somebody, or with the cookies of a visitor; nobody otherwise. */
  as?: Account | Visitor | null;
  /** In CSS pixels; 1280 otherwise. */
  width?: number;
  dark?: boolean;
  /** False for a browser in which no script runs. */
  javaScript?: boolean;
  /** What the browser asks for: `fr-FR` otherwise. */
  locale?: string;
  /** Stays open until the file ends; each test answers for the faults of its own time. */
  lasting?: boolean;
}

/**
 * One page of one visitor, with what went wrong in it: anything a console complained of, an exception nobody
 * caught, a breach of the Content-Security-Policy, a request to another host.
 */
export interface Tab {
  page: Page;
  context: BrowserContext;
  faults: string[];
  /** Takes faults that this test provokes off the list. */
  forgive(pattern: RegExp): void;
  /** Goes to a path of the portal. Answers its status. */
  go(path: string): Promise<number>;
}

/**
 * A browser for this test file, started once. Every tab is closed with its test, which fails when a tab has a fault
 * left; a failed test leaves a picture of each tab in a folder it names.
 */
export function browsing(): { open(options: TabOptions): Promise<Tab> } {
  let browser: Browser;
  let tabs: Tab[] = [];
  const lasting: Tab[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async ({ task }) => {
    const faults = [...tabs, ...lasting].flatMap((tab) => tab.faults.splice(0));
    const broken = task.result?.state === "fail" || faults.length > 0;
    if (broken) await keepPictures([...tabs, ...lasting], task.name);
    await Promise.all(tabs.map(({ context }) => context.close()));
    tabs = [];
    expect(faults, "faults in the browser during the test").toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async open(options) {
      const tab = await openTab(browser, options);
      (options.lasting ? lasting : tabs).push(tab);
      return tab;
    },
  };
}

async function launch(): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium(), args: quiet });
}

async function openTab(browser: Browser, options: TabOptions): Promise<Tab> {
  const { base, as, width = 1280, dark = false, javaScript = true, locale = "fr-FR" } = options;
  const context = await browser.newContext({
    baseURL: base,
    locale,
    javaScriptEnabled: javaScript,
    viewport: { width, height: width < 600 ? 740 : 900 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(15_000);
  if (as) await context.addCookies(await cookiesOf(base, as));
  const page = await context.newPage();
  const faults = watch(context, page, base);
  return {
    page,
    context,
    faults,
    forgive(pattern) {
      faults.splice(0, faults.length, ...faults.filter((fault) => !pattern.test(fault)));
    },
    async go(path) {
      const response = await page.goto(path);
      return response?.status() ?? 0;
    },
  };
}

/** Signs in over HTTP, which is quicker than by the page; that the page signs in has tests of its own. */
async function cookiesOf(base: string, who: Account | Visitor) {
  const { cookieHeader } = who instanceof Visitor ? who : await signInAs(base, who);
  return cookieHeader
    .split("; ")
    .filter(Boolean)
    .map((pair) => {
      const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      return { name, value, url: base, httpOnly: true, sameSite: "Lax" as const };
    });
}

function watch(context: BrowserContext, page: Page, base: string): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // The browser notes of every page that is an error on purpose that it is one.
    const ofPageItself = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (!ofPageItself) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(base).origin && url.protocol !== "data:") faults.push(`asked ${url.href}`);
  });
  return faults;
}

/** Goes to a path as a link does that is followed within the page. */
export async function follow({ page }: Tab, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    const router = (window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } })
      .__remixRouter;
    await router.navigate(to);
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, path);
}

/** Waits until scripts have taken the page over. */
export async function settled({ page }: Tab): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => Boolean((window as { __remixRouter?: unknown }).__remixRouter));
}

const pictures = join(tmpdir(), "portal-pictures");

async function keepPictures(tabs: readonly Tab[], name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  for (const [index, { page }] of tabs.entries()) {
    const path = join(pictures, `${name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}-${index}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
    process.stderr.write(`a picture of the tab: ${path}\n`);
  }
}

/** WCAG 2.2 up to AA, and what axe's authors hold for good practice. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rules that colours alone can break; they take axe as long as all others together. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** Finding a selector for everything that is right costs more than finding what is wrong. */
const onlyViolations = { resultTypes: ["violations" as const], preload: false, performanceTimer: false };
const checker = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong in the page as it stands, one line for each element. It is put into each page once.
 * @param what `colours`: only those, of the elements that `Looks` has marked; `all but colours` leaves them to it.
 */
export async function axeFindings(
  page: Page,
  what: "all" | "all but colours" | "colours" = "all",
): Promise<string[]> {
  const runOnly = what === "colours" ? { type: "rule" as const, values: colourRules } : rules;
  const leftOut = what === "all but colours" ? colourRules : [];
  const without = Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }]));
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(checker);
  const violations = await page.evaluate(
    async ([options, place]) => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      return (await axe.run(place, options)).violations;
    },
    [{ ...onlyViolations, runOnly, rules: without }, what === "colours" ? `[${look}]` : ":root"] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

const look = "data-look-of-its-own";

/**
 * The looks that pages have shown: a list of fifty rows has no other colours than three of them, nor has the frame on the
 * next page, or in another window.
 */
export class Looks {
  #known: number[] = [];

  /** Takes note of the looks of a page whose every element is looked at. @returns how many are new */
  async see(page: Page): Promise<number> {
    const found = await page.evaluate(markNewLooks, [look, this.#known] as const);
    this.#known.push(...found);
    return found.length;
  }

  /** What axe finds wrong with the colours of looks that were not seen before, of one element of each. */
  async findings(page: Page): Promise<string[]> {
    return (await this.see(page)) > 0 ? await axeFindings(page, "colours") : [];
  }
}

/**
 * Marks the first element with words of each new look. Two look alike when their words are written alike (colour, size,
 * weight, line below) on backgrounds that are alike up to the page, links also in words of the same colour.
 * @returns a number for each look that was marked
 */
function markNewLooks([mark, known]: readonly [string, readonly number[]]): number[] {
  const grounds = new Map<Element, string>();
  const groundOf = (element: Element): string => {
    const kept = grounds.get(element);
    if (kept !== undefined) return kept;
    const style = getComputedStyle(element);
    const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position } = style;
    const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position].join();
    const around = element.parentElement ? groundOf(element.parentElement) : "";
    const ground = own === "rgba(0, 0, 0, 0),none,1,none,normal,static" ? around : `${around} > ${own}`;
    grounds.set(element, ground);
    return ground;
  };
  const writingOf = (element: Element): string => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow, borderBottomStyle, display } =
      getComputedStyle(element);
    const own = [color, fontSize, fontWeight, textDecorationLine, textShadow, borderBottomStyle, display];
    // A link has to be told from the words around it.
    const around = element.matches("a[href]") && element.parentElement;
    return around ? `${own} in ${getComputedStyle(around).color}` : own.join();
  };
  const numberOf = (words: string): number => {
    let [one, other] = [0xdeadbeef, 0x41c6ce57];
    for (let index = 0; index < words.length; index++) {
      one = Math.imul(one ^ words.charCodeAt(index), 2654435761);
      other = Math.imul(other ^ words.charCodeAt(index), 1597334677);
    }
    return (other & 0x1fffff) * 0x1_0000_0000 + (one >>> 0);
  };
  const seen = new Set(known);
  const marked: number[] = [];
  for (const element of document.querySelectorAll(`[${mark}]`)) element.removeAttribute(mark);
  const written = new Set<Element>(document.body.querySelectorAll("input, textarea, select"));
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { nodeValue, parentElement } = words.currentNode;
    if (nodeValue?.trim() && parentElement) written.add(parentElement);
  }
  for (const element of written) {
    if (!element.checkVisibility()) continue;
    const number = numberOf(`${groundOf(element)} | ${writingOf(element)}`);
    if (seen.has(number)) continue;
    seen.add(number);
    marked.push(number);
    element.setAttribute(mark, "");
  }
  return marked;
}

/** How far the page reaches beyond its window to the right, in CSS pixels, and what reaches furthest. */
export async function overflowOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return "";
    const widest = [...document.body.querySelectorAll("*")]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .filter(({ right }) => right > clientWidth)
      .sort((one, other) => other.right - one.right)
      .slice(0, 4)
      .map(({ element }) => `${element.tagName.toLowerCase()}.${element.className}`);
    return `${scrollWidth - clientWidth} px too wide at ${clientWidth}: ${widest.join(", ")}`;
  });
}
