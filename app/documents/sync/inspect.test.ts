import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { fragmentName } from "../editor/vocabulary";
import { inspectUpdate } from "./inspect";

/** The update that an editor would send for this change of a new document. */
function updateOf(change: (fragment: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => change(doc.getXmlFragment(fragmentName)));
  return Y.encodeStateAsUpdate(doc);
}

function paragraph(text: string, format?: object): Y.XmlElement {
  const element = new Y.XmlElement("paragraph");
  const words = new Y.XmlText();
  words.insert(0, text, format);
  element.insert(0, [words]);
  return element;
}

const reasonFor = (update: Uint8Array) => {
  const result = inspectUpdate(update);
  return result.ok ? "passes" : result.reason;
};

describe("accepts what an editor writes", () => {
  test.each<[string, (fragment: Y.XmlFragment) => void]>([
    ["a paragraph", (fragment) => fragment.insert(0, [paragraph("Assamaka, à la frontière")])],
    ["marks", (fragment) => fragment.insert(0, [paragraph("gras", { bold: {}, italic: {} })])],
    [
      "a link",
      (fragment) => fragment.insert(0, [paragraph("lien", { link: { href: "https://exemple.org/a?b=c" } })]),
    ],
    [
      "a list with its numbering",
      (fragment) => {
        const list = new Y.XmlElement("orderedList");
        list.setAttribute("start", 3 as never);
        list.setAttribute("type", "a" as never);
        fragment.insert(0, [list]);
      },
    ],
    [
      "a heading with its level",
      (fragment) => {
        const heading = new Y.XmlElement("heading");
        heading.setAttribute("level", 2 as never);
        fragment.insert(0, [heading]);
      },
    ],
  ])("%s", (_what, change) => {
    expect(reasonFor(updateOf(change))).toBe("passes");
  });
});

describe("refuses what our editor never writes", () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ["an unknown node", (doc) => doc.getXmlFragment(fragmentName).insert(0, [new Y.XmlElement("script")])],
    [
      "a property name of every object",
      (doc) => doc.getXmlFragment(fragmentName).insert(0, [new Y.XmlElement("constructor")]),
    ],
    ["another root", (doc) => doc.getXmlFragment("other").insert(0, [paragraph("x")])],
    ["a map", (doc) => doc.getMap("m").set("a", 1)],
    ["an embedded document", (doc) => doc.getMap("m").set("a", new Y.Doc())],
    ["javascript in a link", (doc) => link(doc, "javascript:alert(1)")],
    ["a link without a scheme", (doc) => link(doc, "//evil.example")],
    ["a link by backslashes", (doc) => link(doc, "\\\\evil.example")],
    ["a name before an @", (doc) => link(doc, "https://remiddh.org@evil.example")],
    ["mail headers in a link", (doc) => link(doc, "mailto:a@b?bcc=c@d")],
    ["an unknown numbering", (doc) => attribute(doc, "type", "M")],
    ["a list that begins below zero", (doc) => attribute(doc, "start", -2)],
    [
      "a character that PostgreSQL cannot store",
      (doc) => doc.getXmlFragment(fragmentName).insert(0, [paragraph("a\0b")]),
    ],
    ["an array for an address", (doc) => link(doc, ["https://a.example"])],
    [
      "an unknown mark",
      (doc) => doc.getXmlFragment(fragmentName).insert(0, [paragraph("x", { style: "color:red" })]),
    ],
    ["an unknown attribute", (doc) => attribute(doc, "onclick", "alert(1)")],
    ["an attribute of another type", (doc) => attribute(doc, "level", { a: 1 })],
  ])("%s", (_what, change) => {
    const doc = new Y.Doc();
    change(doc);
    expect(reasonFor(Y.encodeStateAsUpdate(doc))).toBe("unknown-content");
  });

  function link(doc: Y.Doc, href: unknown): void {
    doc.getXmlFragment(fragmentName).insert(0, [paragraph("x", { link: { href } })]);
  }

  function attribute(doc: Y.Doc, name: string, value: unknown): void {
    const element = new Y.XmlElement("heading");
    element.setAttribute(name, value as never);
    doc.getXmlFragment(fragmentName).insert(0, [element]);
  }
});

describe("refuses what would break Yjs", () => {
  test("refuses any bytes that are not an update, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const result = inspectUpdate(bytes);
        expect(result.ok ? "passes" : result.reason).toMatch(
          /^(passes|not-decodable|gapped|unknown-content)$/,
        );
      }),
      { numRuns: 2_000, seed: 20261123 },
    );
  });

  test("reports an update with a part left out as gapped", () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    const fragment = doc.getXmlFragment(fragmentName);
    for (const word of ["un", "deux", "trois"]) fragment.push([paragraph(word)]);
    const [first, , third] = updates;
    expect(reasonFor(Y.mergeUpdates([first, third] as Uint8Array[]))).toBe("gapped");
  });

  test("reports what an update builds on", () => {
    const doc = new Y.Doc();
    const fragment = doc.getXmlFragment(fragmentName);
    fragment.push([paragraph("un")]);
    const before = Y.encodeStateVector(doc);
    fragment.push([paragraph("deux")]);
    const result = inspectUpdate(Y.encodeStateAsUpdate(doc, before));
    expect(result).toMatchObject({ ok: true, inspection: { structs: [{ client: doc.clientID }] } });
  });
});
