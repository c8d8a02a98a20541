import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { useTableWorkers } from "../../tests/support/tables";
import { findHeader, linesBelow } from "./header";
import { titleKey } from "./keys";
import { readTableFile } from "./read-file";
import type { ReadOptions, TableFile } from "./table";
import { readTable } from "./table-reader.server";

const titles = ["Nom", "Nom de la structure", "Sigle", "Présentation", "Langues", "Type"];
const knownTitles = titles.map(titleKey);
const fixture = (name: string) => readFileSync(`app/tables/fixtures/${name}`);

function readFile(bytes: Buffer, options: ReadOptions = { knownTitles }): TableFile {
  const read = readTableFile(bytes, options);
  if (typeof read === "string") throw new Error(read);
  return read;
}

/** The table of a file: its header, and its rows as number and cells. */
function tableOf(file: Buffer | string, options?: ReadOptions) {
  const { content } = readFile(Buffer.from(file), options);
  const { header, lines } = linesBelow(content, findHeader(content.rows, new Set(knownTitles)).index);
  return { header, lines: lines.map(({ number, cells }) => [number, ...cells]) };
}

const accented = "Nom;Sigle;Présentation\r\nAssociation Étoile d’Agadez;AEA;Aide – œuvre « 5 € »\r\n";
const windows1252 = (text: string) =>
  Buffer.from(
    text.replace(/[’–œ€]/g, (sign) => ({ "’": "\x92", "–": "\x96", œ: "\x9c", "€": "\x80" })[sign] ?? sign),
    "latin1",
  );
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("a text file is decoded in its encoding", () => {
  test.each([
    ["UTF-8", Buffer.from(accented)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${accented}`)],
    ["UTF-16 LE with a mark", Buffer.from(`\ufeff${accented}`, "utf16le")],
    ["UTF-16 LE without", Buffer.from(accented, "utf16le")],
    ["UTF-16 BE with a mark", utf16be(`\ufeff${accented}`)],
    ["UTF-16 BE without", utf16be(accented)],
    ["Windows-1252", windows1252(accented)],
  ])("%s", (_encoding, bytes) => {
    expect(tableOf(bytes)).toEqual({
      header: ["Nom", "Sigle", "Présentation"],
      lines: [[2, "Association Étoile d’Agadez", "AEA", "Aide – œuvre « 5 € »"]],
    });
  });

  test("every character of Windows-1252 at 0x80 to 0x9F, without its five unassigned control characters", () => {
    const bytes = Buffer.concat([
      Buffer.from("Nom\n"),
      Buffer.from(Array.from({ length: 32 }, (_, n) => 0x80 + n)),
    ]);
    expect(tableOf(bytes).lines).toEqual([[2, "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"]]);
  });

  test("one damaged byte does not turn UTF-8 into Windows-1252", () => {
    const text = Buffer.from(`Nom\n${"éèà".repeat(10)}`);
    expect(tableOf(Buffer.concat([text, Buffer.from([0x92])])).lines[0]?.[1]).toMatch(/^éèà/);
  });
});

describe("a text file is split into its records", () => {
  test.each([
    ["sep=;\r\nNom;Sigle\r\nA, b;X", [[2, "A, b", "X"]]],
    ['"sep=|"\nNom|Sigle\nA;a|X', [[2, "A;a", "X"]]],
    ["Nom\tSigle\nA, b; c\tX", [[2, "A, b; c", "X"]]],
    ['"Nom, prénom, titre";Sigle\nAmina;X', [[2, "Amina", "X"]]],
    ['"Nom\nde la structure",Sigle\n"Club; Zinder",CJZ', [[2, "Club; Zinder", "CJZ"]]],
    [
      "Nom\nUne, deux\nTrois",
      [
        [2, "Une, deux"],
        [3, "Trois"],
      ],
    ],
    [
      "Nom;Sigle\rA;X\r\rB;Y\r",
      [
        [2, "A", "X"],
        [4, "B", "Y"],
      ],
    ],
    [
      'Nom;Sigle\nLe "Club";X\n"B;Y',
      [
        [2, 'Le "Club"', "X"],
        [3, '"B', "Y"],
      ],
    ],
    ["Nom;Sigle\n'=1+1;X", [[2, "=1+1", "X"]]],
  ])("%j", (text, lines) => {
    expect(tableOf(text).lines).toEqual(lines);
  });

  test("rows have the numbers that a spreadsheet shows", () => {
    expect(
      tableOf(fixture("import/I10a-row-numbers-blank-lines.csv")).lines.map(([number]) => number),
    ).toEqual([3, 6]);
    expect(tableOf('Nom;Sigle\n"A\nB\nC";X\n\nD;Y').lines.map(([number]) => number)).toEqual([2, 4]);
  });
});

describe("the header is found", () => {
  test.each([
    ["below a title", "Annuaire des structures 2026;;\nNom;Sigle;Présentation\nA;B;C"],
    ["below a title without separators", "Annuaire\n\nMis à jour le 3 mars\n\nNom;Sigle;Présentation\nA;B;C"],
    ["where it comes again", "Nom;Sigle;Présentation\nA;B;C\nNom;Sigle;Présentation"],
  ])("%s", (_where, text) => {
    const { header, lines } = tableOf(text);
    expect(header).toEqual(["Nom", "Sigle", "Présentation"]);
    expect(lines.map(([, ...cells]) => cells)).toEqual([["A", "B", "C"]]);
  });

  test("where no title is known: the first row as wide as the others", () => {
    expect(tableOf("Suivi 2026;;\nQuoi;Truc;Machin\nA;B;12\nC;D;13").header).toEqual([
      "Quoi",
      "Truc",
      "Machin",
    ]);
  });

  test("columns with neither title nor value are left out", () => {
    expect(tableOf(fixture("import/I13a-far-column.xlsx"))).toEqual({
      header: ["Nom", "Sigle", ""],
      lines: [[2, "Alpha", "AA", "x"]],
    });
    expect(tableOf("Nom;;Sigle;;\nA;;B;;").header).toEqual(["Nom", "Sigle"]);
  });
});

interface Part {
  name: string;
  text: string;
  /** The size that the directory claims. */
  claimedSize?: number;
}

/** A ZIP of these files, with the claimed sizes in its directory. */
function zip(parts: Part[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, text, claimedSize } of parts) {
    const packed = deflateRawSync(text);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(claimedSize ?? Buffer.byteLength(text), 8);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(name.length);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    const version = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
    const file = Buffer.concat([
      Buffer.from("PK\x03\x04"),
      version,
      sizes,
      lengths,
      Buffer.from(name),
      packed,
    ]);
    const entry = [
      Buffer.from("PK\x01\x02"),
      Buffer.from([20, 0]),
      version,
      sizes,
      lengths,
      Buffer.alloc(10),
      at,
    ];
    directory.push(...entry, Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function workbook(
  sheets: { name: string; xml: string; state?: string }[],
  more: Partial<Record<string, string>> = {},
) {
  const listed = sheets.map(
    ({ name, state }, n) =>
      `<sheet name="${name}" sheetId="${n}" state="${state ?? "visible"}" r:id="r${n}"/>`,
  );
  const targets = sheets.map(
    (_, n) => `<Relationship Id="r${n}" Type="${relationships}/worksheet" Target="/xl/s${n}.xml"/>`,
  );
  const parts = Object.keys(more).map(
    (kind) => `<Relationship Id="${kind}" Type="${relationships}/${kind}" Target="${kind}.xml"/>`,
  );
  return [
    {
      name: "_rels/.rels",
      text: `<R><Relationship Id="a" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></R>`,
    },
    {
      name: "xl/workbook.xml",
      text: `<x:workbook>${more.properties ?? ""}<x:sheets>${listed.join("")}</x:sheets></x:workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", text: `<R>${targets.join("")}${parts.join("")}</R>` },
    ...sheets.map(({ xml }, n) => ({ name: `xl/s${n}.xml`, text: `<x:worksheet>${xml}</x:worksheet>` })),
    ...Object.entries(more).map(([kind, text]) => ({ name: `xl/${kind}.xml`, text: text ?? "" })),
  ];
}

const text = (place: string, value: string) =>
  `<x:c r="${place}" t="inlineStr"><x:is><x:t>${value}</x:t></x:is></x:c>`;
const sheetOf = (...rows: string[]) =>
  `<x:sheetData>${rows.map((cells) => `<x:row>${cells}</x:row>`).join("")}</x:sheetData>`;

describe("a workbook", () => {
  test("with several sheets: the one with a table is read, or the chosen one", () => {
    const bytes = fixture("import/I03a-second-sheet.xlsx");
    expect(readFile(bytes)).toMatchObject({ sheetNames: ["Lisez-moi", "Structures"], sheet: 1 });
    expect(tableOf(bytes).header[0]).toBe("Nom");
    const hidden = zip(
      workbook([
        { name: "Listes", state: "hidden", xml: sheetOf(text("A1", "Nom"), text("A2", "x")) },
        { name: "Notes", xml: sheetOf(text("A1", "Rien")) },
      ]),
    );
    expect(readFile(hidden)).toMatchObject({ sheetNames: ["Notes"], sheet: 0 });
  });

  test("returns dates as dates, and numbers with all their digits", () => {
    expect(tableOf(fixture("import/I06a-excel-dates.xlsx")).lines).toEqual([
      [2, "Association Alpha", "2005-03-16"],
      [3, "Association Beta", "2005-03-16"],
    ]);
    const styles =
      '<s><numFmts><numFmt numFmtId="170" formatCode="#,##0.00\\ &quot;jours&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="9"/><xf numFmtId="170"/></cellXfs></s>';
    const number = (place: string, style: number, value: string) =>
      `<x:c r="${place}" s="${style}"><x:v>${value}</x:v></x:c>`;
    const bytes = zip(
      workbook(
        [
          {
            name: "A",
            xml: sheetOf(
              text("A1", "Nom"),
              number("A2", 1, "45000.5"),
              number("A3", 2, "0.4"),
              number("A4", 3, "3.5"),
              number("A5", 0, "2.2790123456E10"),
              number("A6", 0, "0.30000000000000004"),
            ),
          },
        ],
        { styles },
      ),
    );
    expect(tableOf(bytes).lines.map(([, cell]) => cell)).toEqual([
      "2023-03-15 12:00",
      "40 %",
      "3.5",
      "22790123456",
      "0.3",
    ]);
  });

  test("fills vertically merged cells, and keeps row numbers and emoji", () => {
    const xml = `${sheetOf(text("A3", "Nom") + text("B3", "Sigle"), text("A7", "Alpha &#x1F600;") + text("B7", "a"), text("B8", "b"), text("B9", "c"))}<x:mergeCells><x:mergeCell ref="A7:A8"/><x:mergeCell ref="A1:F1"/></x:mergeCells>`;
    expect(tableOf(zip(workbook([{ name: "A", xml }])))).toEqual({
      header: ["Nom", "Sigle"],
      lines: [
        [7, "Alpha 😀", "a"],
        [8, "Alpha 😀", "b"],
        [9, "", "c"],
      ],
    });
  });
});

test.each([
  ["nothing", Buffer.alloc(0), "empty"],
  ["an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "oldExcel"],
  ["a LibreOffice workbook", fixture("import/I12-libreoffice.ods"), "openDocument"],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "notATable"],
  ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj"), "notATable"],
  ["a web page", Buffer.from("<html><table><tr><td>Nom"), "notATable"],
  [
    "a letter of Word",
    zip([
      { name: "_rels/.rels", text: "<a/>" },
      { name: "word/document.xml", text: "<a/>" },
    ]),
    "notATable",
  ],
  ["a broken workbook", Buffer.from("504b030400000000", "hex"), "broken"],
  ["a cut workbook", fixture("import/I03a-second-sheet.xlsx").subarray(0, 1_000), "broken"],
  ["21,000 lines", Buffer.from(`Nom\n${"x\n".repeat(21_000)}`), "tooManyLines"],
  ["200 filled columns", Buffer.from(`${"a;".repeat(200)}\n${"b;".repeat(200)}`), "tooManyColumns"],
  ["7 MB", Buffer.alloc(7 * 1024 * 1024, "x"), "tooLarge"],
])("%s is refused with a word for it", (_what, bytes, refusal) => {
  expect(readTableFile(bytes, {})).toBe(refusal);
});

describe("resources are limited", () => {
  useTableWorkers();

  test("a small workbook that unpacks to 25 MB of spaces does not block the process", async () => {
    for (const xml of [
      sheetOf(text("A1", " ".repeat(25_000_000))),
      `<x:sheetData>${" ".repeat(25_000_000)}</x:sheetData>`,
      `<x:sheetData ${" ".repeat(25_000_000)}></x:sheetData>`,
    ]) {
      const bytes = zip(workbook([{ name: "A", xml }]));
      expect(bytes.length).toBeLessThan(40_000);
      const started = performance.now();
      expect(await readTable(bytes)).toBeTypeOf("string");
      expect(performance.now() - started).toBeLessThan(40_000);
    }
  });

  test("a ZIP directory with false sizes is refused", async () => {
    const parts = workbook([{ name: "A", xml: sheetOf(text("A1", "x".repeat(120_000_000))) }]);
    const bytes = zip(parts.map((part) => ({ ...part, claimedSize: 100 })));
    expect(await readTable(bytes)).toBe("tooLarge");
  });

  test("a shared string counts for each cell that refers to it", async () => {
    const sharedStrings = `<s><si><t>${"x".repeat(30_000)}</t></si></s>`;
    const rows = Array.from({ length: 19_000 }, () => '<x:c t="s"><x:v>0</x:v></x:c>');
    expect(await readTable(zip(workbook([{ name: "A", xml: sheetOf(...rows) }], { sharedStrings })))).toBe(
      "tooLarge",
    );
  });

  test("after a refusal the next file is read", async () => {
    expect(await readTable(Buffer.from("Nom\nA"), { knownTitles })).toMatchObject({
      content: { rows: [{}, {}] },
    });
  });
});
