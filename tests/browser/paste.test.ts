import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { browsing } from "../support/browser";
import type { Clipboard, Pasted, PastePage } from "../support/paste-page";

/** The editor alone, in a page that no server sends: what each clipboard becomes, and that the server takes it. */
const { open } = browsing();
let page: Page;

beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, "../support/paste-page.ts")];
  const options = { bundle: true, write: false, format: "iife" } as const;
  const [script] = (await build({ entryPoints, ...options })).outputFiles;
  page = (await open({ base: "http://127.0.0.1", lasting: true })).page;
  await page.addScriptTag({ content: script?.text ?? "" });
});

type Holder = { pastePage: PastePage };

async function paste(clipboard: Clipboard): Promise<Pasted> {
  return await page.evaluate((held) => (window as unknown as Holder).pastePage.paste(held), clipboard);
}

/** The markup that a clipboard becomes, without the attribute that every block has. */
async function markupOf(clipboard: Clipboard): Promise<string> {
  const { html, refusals, faults } = await paste(clipboard);
  expect([...refusals, ...faults]).toEqual([]);
  return html.replaceAll(' dir="auto"', "");
}

const clipboardOf = (name: string): Clipboard =>
  JSON.parse(readFileSync(join(import.meta.dirname, "clipboards", `${name}.json`), "utf8")) as Clipboard;

const item = (words: string, nested = "") => `<li><p>${words}</p>${nested}</li>`;

describe("a clipboard as people have it arrives as it was meant", () => {
  test.each([
    ["P01a-plain-M-Ibrahim", "<p>M. Ibrahim ouvre la séance.</p>"],
    ["P01b-plain-A-Issoufou", "<p>A. Issoufou présente le rapport.</p>"],
    ["P01c-plain-a-b", "<p>a) premier point</p><p>b) second point</p>"],
    ["P01g-plain-big-number", "<p>100000. grand</p>"],
    ["P02a-ol-type-a", `<ol type="a">${item("premier")}${item("deuxième")}</ol>`],
    [
      "P02b-libreoffice-sublist",
      `<p><strong>Gras</strong> et <em>italique</em></p><ol>${item("un", `<ol type="a">${item("un a")}</ol>`)}${item("deux")}</ol>`,
    ],
    [
      "P03a-link-long-class",
      '<p>Voir <a rel="noreferrer" href="https://example.org/rapport">le rapport</a> complet.</p>',
    ],
    ["P04a-ol-start-negative", `<ol>${item("moins deux")}</ol>`],
    ["P05a-excel-table", "<p>Nom | Téléphone</p><p>Amina | 20730000</p>"],
    [
      "P06a-word-list-goes-on-at-3",
      `<ol>${item("Un")}${item("Deux")}</ol><p>Entre deux</p><ol start="3">${item("Trois")}</ol>`,
    ],
    ["P07-image-only", "<p></p>"],
    ["P08-sup-sub", "<p>fin¹ 10 m² H₂O</p>"],
  ])("%s", async (name, markup) => {
    expect(await markupOf(clipboardOf(name))).toBe(markup);
  });
});

describe("plain text stays as it is typed", () => {
  test.each([
    ["p. 12 et suivantes", "<p>p. 12 et suivantes</p>"],
    ["i. un\nii. deux", "<p>i. un</p><p>ii. deux</p>"],
    ["1. un\n2. deux", "<p>1. un</p><p>2. deux</p>"],
    ["2023. Année", "<p>2023. Année</p>"],
    ["Composez le *144*2# ou *123*5#.", "<p>Composez le *144*2# ou *123*5#.</p>"],
    ["*gras* _penché_ ~~barré~~", "<p>*gras* _penché_ ~~barré~~</p>"],
    ["avant\0après", "<p>avantaprès</p>"],
    ["1.\tUn\r\n2.\tDeux", "<p>1.\tUn</p><p>2.\tDeux</p>"],
  ])("%j", async (text, markup) => {
    expect(await markupOf({ text })).toBe(markup);
  });

  test("lines of which one has a tab are no table", async () => {
    expect(await markupOf({ text: "Objet :\tla paix\nsuite" })).toBe("<p>Objet :\tla paix</p><p>suite</p>");
  });

  test("a table's cells are set apart", async () => {
    expect(await markupOf({ text: "Nom\tVille\r\nAmina\tZinder\r\nSani\t\r\n" })).toMatch(
      /^<p>Nom \| Ville<\/p><p>Amina \| Zinder<\/p><p>Sani<\/p>/,
    );
  });
});

/** A paragraph of a list as Word for the desktop writes it. */
const wordItem = (sign: string, words: string, level = 1, conditional = true) => {
  const mark = `<span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>`;
  const shown = conditional
    ? `<![if !supportLists]>${mark}<![endif]>`
    : `<!--[if !supportLists]-->${mark}<!--[endif]-->`;
  return `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'>${shown}${words}<o:p></o:p></p>`;
};

describe("lists of word processors", () => {
  test("Word: levels, numberings and where they go on are kept", async () => {
    const html = [
      wordItem("1.", "un"),
      wordItem("a)", "un a", 2),
      wordItem("b)", "un b", 2),
      wordItem("i.", "un b i", 3),
      wordItem("ii.", "un b ii", 3),
      wordItem("2.", "deux", 1, false),
    ].join("\n");
    const deepest = `<ol type="i">${item("un b i")}${item("un b ii")}</ol>`;
    const inner = `<ol type="a">${item("un a")}${item("un b", deepest)}</ol>`;
    expect(await markupOf({ html })).toBe(`<ol>${item("un", inner)}${item("deux")}</ol>`);
  });

  test("Word: bullets are often letters of a font of symbols", async () => {
    const html =
      wordItem("·", "eau") + wordItem("o", "puits", 2) + wordItem("§", "forage", 3) + wordItem("ü", "abri");
    expect(await markupOf({ html })).toBe(
      `<ul>${item("eau", `<ul>${item("puits", `<ul>${item("forage")}</ul>`)}</ul>`)}${item("abri")}</ul>`,
    );
  });

  test("Word: a level that is skipped is no reason to nest every further item", async () => {
    const html = wordItem("1.", "un") + wordItem("-", "trois", 3) + wordItem("-", "trois encore", 3);
    expect(await markupOf({ html })).toBe(
      `<ol>${item("un", `<ul>${item("trois")}${item("trois encore")}</ul>`)}</ol>`,
    );
  });

  test("Word: a list begins where its sign says, and words in a sign are kept", async () => {
    expect(await markupOf({ html: wordItem("c.", "trois") + wordItem("d.", "quatre") })).toBe(
      `<ol start="3" type="a">${item("trois")}${item("quatre")}</ol>`,
    );
    expect(await markupOf({ html: wordItem("Article 2 –", "Objet") })).toMatch(
      /^<p>Article 2 –(\s|&nbsp;)*Objet<\/p>$/,
    );
  });

  test("Word Online: each item is a list of its own, its level a number", async () => {
    const one = (tag: string, start: number, level: number, words: string) =>
      `<div class="ListContainerWrapper SCXW1 BCX8"><${tag} class="NumberListStyle1" role="list" start="${start}"><li data-aria-posinset="${start}" data-aria-level="${level}" role="listitem"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">${words}</span></span></p></li></${tag}></div>`;
    const html = [
      one("ol", 1, 1, "un"),
      one("ul", 1, 2, "puce"),
      one("ul", 1, 2, "puce encore"),
      one("ol", 2, 1, "deux"),
      '<div class="OutlineElement"><p class="Paragraph">Entre deux</p></div>',
      one("ol", 3, 1, "trois"),
    ].join("");
    expect(await markupOf({ html })).toBe(
      `<ol>${item("un", `<ul>${item("puce")}${item("puce encore")}</ul>`)}${item("deux")}</ol><p>Entre deux</p><ol start="3">${item("trois")}</ol>`,
    );
  });

  test("Google Docs: a list within a list belongs to the item before it", async () => {
    const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700">un</span></p></li><ol><li dir="ltr" style="list-style-type:lower-alpha" aria-level="2"><p dir="ltr"><span>un a</span></p></li></ol><li dir="ltr" style="list-style-type:decimal" aria-level="1"><p><span>deux</span></p></li></ol><br><p dir="ltr"><span>10 m</span><span style="font-size:0.6em;vertical-align:super;">2</span></p></b><br class="Apple-interchange-newline">`;
    expect(await markupOf({ html })).toBe(
      `<ol>${item("<strong>un</strong>", `<ol type="a">${item("un a")}</ol>`)}${item("deux")}</ol><p>10 m²</p>`,
    );
  });

  test("a numbering that only a style says is kept", async () => {
    const html = '<ol style="margin:0; list-style: lower-roman outside"><li>un</li></ol>';
    expect(await markupOf({ html })).toBe(`<ol type="i">${item("un")}</ol>`);
  });

  test("a list that goes on by the value of its first item does", async () => {
    expect(await markupOf({ html: '<ol><li value="3">trois</li><li>quatre</li></ol>' })).toBe(
      `<ol start="3">${item("trois")}${item("quatre")}</ol>`,
    );
  });
});

describe("tables", () => {
  test("LibreOffice Calc and Google Sheets: a line per row, empty cells kept within it", async () => {
    const html = `<table cellspacing="0" border="0"><colgroup width="85"></colgroup><tr><td><b>Nom</b></td><td>Ville</td><td>Téléphone</td></tr><tr><td>Amina<br>Issa</td><td><br></td><td sdval="20730000">20 73 00 00</td></tr><tr><td>Sani</td><td></td><td></td></tr></table>`;
    expect(await markupOf({ html })).toBe(
      "<p><strong>Nom</strong> | Ville | Téléphone</p><p>Amina Issa | | 20 73 00 00</p><p>Sani</p>",
    );
  });

  test("the marked part of a spreadsheet's clipboard begins within its table", async () => {
    const html =
      "<!--StartFragment--><col width=64><tr><td>Nom</td><td>Ville</td></tr><tr><td>Amina</td><td>Zinder</td></tr><!--EndFragment-->";
    expect(await markupOf({ html })).toBe("<p>Nom | Ville</p><p>Amina | Zinder</p>");
  });

  test("what a mail only lays out by a table is taken out of it", async () => {
    const html = `<table><tr><td><p>Bonjour,</p><ul><li>eau</li></ul></td></tr><tr><td><table><tr><td>Merci</td></tr></table></td></tr></table>`;
    expect(await markupOf({ html })).toBe(`<p>Bonjour,</p><ul>${item("eau")}</ul><p>Merci</p>`);
  });

  test("a cell with several paragraphs stays in the line of its row", async () => {
    const html =
      "<table><tr><td><p>Eau</p><p>potable</p></td><td><ul><li>Zinder</li><li>Maradi</li></ul></td></tr></table>";
    expect(await markupOf({ html })).toMatch(/^<p>Eau\s+potable \| Zinder\s+Maradi<\/p>$/);
  });
});

describe("raised letters and images", () => {
  test.each([
    ["1<sup>er</sup> janvier, 2<sup>e</sup>, 3<sup>ème</sup>", "<p>1ᵉʳ janvier, 2ᵉ, 3ème</p>"],
    ["10<sup>-3</sup> et CO<sub>2</sub>", "<p>10⁻³ et CO₂</p>"],
    ["m<sup><b>2</b></sup>", "<p>m<strong>²</strong></p>"],
    ["note<sup>[1]</sup>", "<p>note[1]</p>"],
  ])("%s", async (html, markup) => {
    expect(await markupOf({ html: `<p>${html}</p>` })).toBe(markup);
  });

  test("an emoji shown as an image is written as the emoji, and nothing is said of it", async () => {
    const html =
      '<p>Merci <img alt="🙏🏾" class="emoji" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> à tous</p>';
    expect(await paste({ html })).toMatchObject({ text: "Merci 🙏🏾 à tous", leftOut: false });
  });

  test("words around an image are taken, and it is said that the image is not", async () => {
    const html = '<p>Avant <img src="https://example.org/carte.png" alt="Carte"> après</p>';
    expect(await paste({ html })).toMatchObject({ leftOut: true, refusals: [] });
    expect(await paste(clipboardOf("P07-image-only"))).toMatchObject({ leftOut: true });
  });
});

describe("links", () => {
  test("addresses in pasted words lead there, those that a clipboard links already stay", async () => {
    expect(await markupOf({ text: "(voir https://fr.wikipedia.org/wiki/Niger_(pays)), puis" })).toBe(
      '<p>(voir <a rel="noreferrer" href="https://fr.wikipedia.org/wiki/Niger_(pays)">https://fr.wikipedia.org/wiki/Niger_(pays)</a>), puis</p>',
    );
    const html = '<a href="https://exemple.org/rapport-complet">https://exemple.org/rap…</a>';
    expect(await markupOf({ html })).toBe(
      '<p><a rel="noreferrer" href="https://exemple.org/rapport-complet">https://exemple.org/rap…</a></p>',
    );
  });

  test.each([
    "https://remiddh.org@evil.example",
    "javascript:alert(1)",
    "//evil.example",
    "mailto:a@b?bcc=c@d",
  ])("%s leads nowhere, its words stay", async (href) => {
    expect(await markupOf({ html: `<a href="${href}">ici</a>` })).toBe("<p>ici</p>");
  });
});

test("another editor's clipboard that claims what its content does not fit arrives as plain words", async () => {
  const context = '1 1 ["orderedList",{"start":-5,"type":"M"},"listItem",null]';
  const html = `<p data-pm-slice='${context}'>un</p>`;
  expect(await markupOf({ html })).toMatch(/^(<p>un<\/p>|<ol><li><p>un<\/p><\/li><\/ol>)$/);
});

test("whatever a clipboard holds, the server takes what the editor makes of it", async () => {
  const refused = await page.evaluate(() =>
    (window as unknown as Holder).pastePage.findRefused(1_500, 20261130),
  );
  expect(refused).toBeNull();
}, 120_000);
