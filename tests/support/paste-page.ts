import fc from "fast-check";
import * as Y from "yjs";
import { createEditor } from "../../app/documents/editor/create-editor";
import { inspectUpdate } from "../../app/documents/sync/inspect";

/**
 * Bundled into a page of its own: the editor's parser needs a real browser, and a property needs thousands of pastes.
 */

export interface Clipboard {
  html?: string;
  text?: string;
}

export interface Pasted {
  html: string;
  /** The words, a line per block. */
  text: string;
  /** What the server's inspection says of every update that the editor made. */
  refusals: string[];
  /** Exceptions on the way. */
  faults: string[];
  /** Whether the writer is told that images are left out. */
  leftOut: boolean;
}

/** Pastes into an empty document, then goes on writing behind it. */
function paste(clipboard: Clipboard): Pasted {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const element = document.body.appendChild(document.createElement("div"));
  let leftOut = false;
  const editor = createEditor({
    element,
    doc,
    editable: true,
    label: "Essai",
    language: "fr",
    onLeftOut: () => {
      leftOut = true;
    },
  });
  const faults: string[] = [];
  const onError = ({ error }: ErrorEvent) =>
    faults.push(String(error instanceof Error ? error.stack : error));
  addEventListener("error", onError);
  editor.commands.focus();
  const data = new DataTransfer();
  if (clipboard.html) data.setData("text/html", clipboard.html);
  if (clipboard.text) data.setData("text/plain", clipboard.text);
  editor.view.dom.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
  );
  const [html, text] = [editor.getHTML(), editor.getText({ blockSeparator: "\n" })];
  // Splitting sends again what stands behind the caret.
  editor.chain().selectTextblockStart().splitBlock().run();
  const results = updates.map(inspectUpdate);
  removeEventListener("error", onError);
  editor.destroy();
  element.remove();
  return {
    html,
    text,
    refusals: results.flatMap((result) => (result.ok ? [] : [result.reason])),
    faults,
    leftOut,
  };
}

const attributes: Record<string, fc.Arbitrary<string>> = {
  href: fc.oneof(
    fc.webUrl(),
    fc.constantFrom(
      "https://remiddh.org@evil.example",
      "javascript:alert(1)",
      "mailto:a@b?bcc=c@d",
      "#ancre",
      "file:///C:/a.doc",
      " https://exemple.org ",
    ),
    fc.string({ unit: "binary" }).map((rest) => `https://exemple.org/${rest}`),
    fc.nat(3_000).map((length) => `https://exemple.org/${"é".repeat(length)}`),
  ),
  start: fc.oneof(fc.integer().map(String), fc.constantFrom("1e9", "-0", "2.5", "x", "99999999999999999999")),
  value: fc.integer().map(String),
  type: fc.constantFrom("a", "A", "i", "I", "1", "disc", "M", "constructor"),
  class: fc.string({ maxLength: 400 }),
  title: fc.string({ maxLength: 400 }),
  rel: fc.string({ maxLength: 400 }),
  target: fc.string({ maxLength: 400 }),
  alt: fc.constantFrom("", "Carte", "😀", "5"),
  colspan: fc.integer().map(String),
  "data-aria-level": fc.integer({ min: -1, max: 12 }).map(String),
  "data-pm-slice": fc.constantFrom(
    "1 1 []",
    "0 0 []",
    '1 1 ["orderedList",{"start":-5,"type":"M"},"listItem",null]',
  ),
  style: fc.constantFrom(
    "font-weight:bold",
    "list-style-type:lower-roman",
    "vertical-align:super",
    "mso-list:l0 level1 lfo1",
    "mso-list:l0 level9 lfo1",
    "display:none",
  ),
};

const tags = [
  "p",
  "div",
  "span",
  "b",
  "i",
  "u",
  "s",
  "a",
  "a",
  "sup",
  "sub",
  "br",
  "hr",
  "img",
  "blockquote",
  "pre",
  "code",
  "h1",
  "h2",
  "h3",
  "h6",
  "ul",
  "ol",
  "ol",
  "li",
  "li",
  "table",
  "tr",
  "td",
  "th",
  "caption",
  "dl",
  "dt",
  "font",
  "svg",
  "math",
  "template",
  "details",
  "summary",
  "figure",
  "textarea",
  "iframe",
  "o:p",
  "center",
];

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "M. Ibrahim ouvre",
    "1. un",
    "100000. grand",
    "https://remiddh.org@evil.example/",
    "https://exemple.org/(a), ",
    "*144*2#",
    "<![if !supportLists]>iv.<![endif]>",
    "<!--[if !supportLists]-->Art. 2<!--[endif]-->",
    "&nbsp;",
    "\0",
    "\t",
  ),
);

const attribute = fc
  .constantFrom(...Object.keys(attributes))
  .chain((name) =>
    (attributes[name] ?? fc.constant("")).map((value) => ` ${name}="${value.replaceAll('"', "&quot;")}"`),
  );

const { html: anyHtml } = fc.letrec<{ html: string }>((tie) => ({
  html: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    words,
    fc
      .tuple(
        fc.constantFrom(...tags),
        fc.array(attribute, { maxLength: 3 }),
        fc.array(tie("html"), { maxLength: 4 }),
        fc.boolean(),
      )
      .map(
        ([tag, some, inside, closed]) =>
          `<${tag}${some.join("")}>${inside.join("")}${closed ? `</${tag}>` : ""}`,
      ),
  ),
}));

const anyText = fc.array(fc.oneof(words, fc.constantFrom("\n", "\r\n", "\t", "a) ", "- ")), { maxLength: 8 });

/** Pastes whatever a clipboard may hold. @returns what the server would refuse of it, or nothing */
function findRefused(runs: number, seed: number): string | null {
  const clipboard = fc.record(
    { html: anyHtml, text: anyText.map((parts) => parts.join("")) },
    { requiredKeys: [] },
  );
  const outcome = fc.check(
    fc.property(clipboard, (held) => {
      const { refusals, faults } = paste(held);
      if (refusals.length + faults.length > 0) throw new Error([...refusals, ...faults].join("\n"));
    }),
    { numRuns: runs, seed },
  );
  return outcome.failed ? `${fc.defaultReportMessage(outcome)}\n${outcome.errorInstance}` : null;
}

const pastePage = { paste, findRefused };
export type PastePage = typeof pastePage;
Object.assign(window, { pastePage });
