import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import { safeHref } from "../../http/links";
import type { DocumentNode } from "../document-nodes";
import type { ExportFrame } from "./export";

/** Levels of lists that Word numbers. */
const levels = 9;
/** Twentieths of a point. */
const indent = 360;

const headings = {
  2: HeadingLevel.HEADING_1,
  3: HeadingLevel.HEADING_2,
  4: HeadingLevel.HEADING_3,
} as const;

const numberFormats: Readonly<Record<string, (typeof LevelFormat)[keyof typeof LevelFormat]>> = {
  a: LevelFormat.LOWER_LETTER,
  A: LevelFormat.UPPER_LETTER,
  i: LevelFormat.LOWER_ROMAN,
  I: LevelFormat.UPPER_ROMAN,
};

/** Where a block stands: in which list, how deep, in a quotation. */
interface Place {
  list?: { reference: string; level: number };
  quoted?: boolean;
}

/** The numbered lists of a document: each counts for itself, from its own first number. */
type Numberings = { reference: string; start: number; type: string | null }[];

/** A content as a Word file: styles, headings, lists, links, with a header and page numbers. */
export async function docxOf(content: DocumentNode, frame: ExportFrame): Promise<Uint8Array> {
  const numberings: Numberings = [];
  const body = (content.content ?? []).flatMap((node) => blocksOf(node, {}, numberings));
  const file = new Document({
    title: frame.title,
    creator: frame.network,
    styles: {
      default: {
        document: {
          run: { font: "Cambria", size: 22, language: { value: frame.locale === "en" ? "en-GB" : "fr-FR" } },
          paragraph: { spacing: { after: 140, line: 288 } },
        },
      },
    },
    numbering: { config: numberings.map(numberingOf) },
    sections: [
      {
        properties: {
          page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1_418, bottom: 1_418 } },
        },
        headers: {
          default: new Header({ children: [new Paragraph({ children: [new TextRun(frame.network)] })] }),
        },
        footers: { default: footerOf(frame) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(frame.title)] }),
          new Paragraph({ children: [new TextRun({ text: frame.note, italics: true, size: 18 })] }),
          ...body,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

const footerOf = ({ page }: ExportFrame) =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            children: [`${page} `, PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES],
            size: 18,
          }),
        ],
      }),
    ],
  });

function numberingOf({ reference, start, type }: Numberings[number]) {
  const format = numberFormats[type ?? ""] ?? LevelFormat.DECIMAL;
  return {
    reference,
    levels: Array.from({ length: levels }, (_, level) => ({
      level,
      format: level === 0 ? format : LevelFormat.DECIMAL,
      text: `%${level + 1}.`,
      start: level === 0 ? start : 1,
      style: { paragraph: { indent: { left: indent * (level + 1), hanging: indent } } },
    })),
  };
}

function blocksOf(node: DocumentNode, place: Place, numberings: Numberings): Paragraph[] {
  const children = node.content ?? [];
  const inside = (within: Place) => children.flatMap((child) => blocksOf(child, within, numberings));
  switch (node.type) {
    case "heading":
      return [
        new Paragraph({
          heading: headings[Number(node.attrs?.level) as 2 | 3 | 4],
          children: runsOf(children),
        }),
      ];
    case "bulletList":
      return inside({ ...place, list: { reference: "", level: levelIn(place) } });
    case "orderedList": {
      const reference = `list-${numberings.length}`;
      const { start, type } = node.attrs ?? {};
      numberings.push({ reference, start: Number(start ?? 1), type: typeof type === "string" ? type : null });
      return inside({ ...place, list: { reference, level: levelIn(place) } });
    }
    case "blockquote":
      return inside({ ...place, quoted: true });
    case "horizontalRule":
      return [
        new Paragraph({
          border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "8D8272" } },
        }),
      ];
    case "listItem":
      // Only its first paragraph has a number or a bullet.
      return children.flatMap((child, index) =>
        blocksOf(child, index === 0 ? place : withoutMarker(place), numberings),
      );
    default:
      return [paragraphOf(children, place)];
  }
}

const levelIn = ({ list }: Place): number => Math.min(levels - 1, list ? list.level + 1 : 0);

/** Further blocks of an item stand below its words; lists in it are one level deeper. */
const withoutMarker = ({ list, quoted }: Place): Place => ({
  quoted,
  list: list && { reference: "none", level: list.level },
});

function paragraphOf(children: readonly DocumentNode[], { list, quoted }: Place): Paragraph {
  const marker =
    list?.reference === ""
      ? { bullet: { level: list.level } }
      : list && list.reference !== "none"
        ? { numbering: { reference: list.reference, level: list.level } }
        : list
          ? { indent: { left: indent * (list.level + 1) } }
          : {};
  const quotation = quoted && {
    indent: { left: 2 * indent },
    border: { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: "DCAB7E" } },
  };
  return new Paragraph({ ...marker, ...quotation, children: runsOf(children) });
}

function runsOf(nodes: readonly DocumentNode[]): ParagraphChild[] {
  return nodes.map(({ type, text = "", marks = [] }) => {
    if (type === "hardBreak") return new TextRun({ break: 1 });
    const has = (name: string) => marks.some((mark) => mark.type === name);
    const href = safeHref(marks.find((mark) => mark.type === "link")?.attrs?.href);
    const run = new TextRun({
      text,
      bold: has("bold") || undefined,
      italics: has("italic") || undefined,
      strike: has("strike") || undefined,
      ...(has("underline") && { underline: {} }),
      ...(href && { style: "Hyperlink" }),
    });
    return href ? new ExternalHyperlink({ link: href, children: [run] }) : run;
  });
}
