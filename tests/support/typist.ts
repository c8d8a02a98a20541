import * as Y from "yjs";
import { docWithoutGc } from "../../app/documents/sync/doc-without-gc";
import type { LiveText } from "./live-client";
import type { Random } from "./random";

/** Opens every token, so that they can be told apart in a text. */
const mark = "¤";

/**
 * Somebody who writes in a text as people do, and remembers what must be there in the end: tokens in a paragraph of
 * their own, in order, which nobody deletes; beside it insertions, deletions and formats wherever they like in the
 * paragraph that all share.
 */
export class Typist {
  readonly #live: LiveText;
  readonly #random: Random;
  readonly #name: string;
  #count = 0;

  constructor(live: LiveText, name: string, random: Random) {
    this.#live = live;
    this.#name = name;
    this.#random = random;
  }

  /** What must stand in this typist's own paragraph, exactly. */
  get expected(): string {
    return this.tokens(this.#count);
  }

  /** One operation of some kind. */
  act(): void {
    const kind = this.#random.below(10);
    if (kind < 4) this.type();
    else this.#live.doc.transact(() => this.#meddle(kind));
  }

  /** Types the next token at the end of the typist's own paragraph: one update. */
  type(): void {
    this.#live.doc.transact(() => {
      const own = ownParagraph(this.#live.doc, this.#name);
      own.insert(own.length, this.#token(this.#count));
    });
    this.#count += 1;
  }

  /** The first so many tokens, as they stand in the text. */
  tokens(count: number): string {
    return Array.from({ length: count }, (_, index) => this.#token(index)).join("");
  }

  #token(index: number): string {
    return `${mark}${this.#name}${index}`;
  }

  #meddle(kind: number): void {
    if (kind < 8) this.#insertSomewhere();
    else if (kind === 8) this.#deleteSomewhere();
    else this.#formatSomewhere();
  }

  #insertSomewhere(): void {
    const text = sharedText(this.#live.doc);
    text.insert(this.#random.below(text.length + 1), `w${this.#random.below(1_000)} `);
  }

  #deleteSomewhere(): void {
    const text = sharedText(this.#live.doc);
    if (text.length === 0) return;
    const from = this.#random.below(text.length);
    text.delete(from, Math.min(text.length - from, 1 + this.#random.below(12)));
  }

  #formatSomewhere(): void {
    const text = sharedText(this.#live.doc);
    if (text.length === 0) return;
    const from = this.#random.below(text.length);
    const length = Math.min(text.length - from, 1 + this.#random.below(20));
    text.format(from, length, { bold: this.#random.chance(50) ? {} : null });
  }
}

const fragmentOf = (doc: Y.Doc) => doc.getXmlFragment("default");

/** The paragraph that all share: the first one, which every text begins with. */
function sharedText(doc: Y.Doc): Y.XmlText {
  const paragraph = fragmentOf(doc).get(0) as Y.XmlElement;
  const [text] = paragraph.toArray();
  if (text instanceof Y.XmlText) return text;
  const made = new Y.XmlText();
  paragraph.insert(0, [made]);
  return made;
}

/** The paragraph of one typist, found by its heading token; made at the end when there is none yet. */
function ownParagraph(doc: Y.Doc, name: string): Y.XmlText {
  const fragment = fragmentOf(doc);
  for (const element of fragment.toArray()) {
    const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
    if (text instanceof Y.XmlText && text.toString().startsWith(`${mark}${name}0`)) return text;
  }
  const paragraph = new Y.XmlElement("paragraph");
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  fragment.push([paragraph]);
  return text;
}

/** The words of every paragraph. */
export function paragraphsOf(doc: Y.Doc): string[] {
  return fragmentOf(doc)
    .toArray()
    .map((element) => (element instanceof Y.XmlElement ? element.toArray().join("") : ""));
}

/** A text in the one form in which equal texts are equal bytes: as somebody who just opened it holds it. */
export function bytesOf(doc: Y.Doc): string {
  const fresh = docWithoutGc();
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc));
  return Buffer.from(Y.encodeStateAsUpdate(fresh)).toString("base64");
}
