import { Fragment, type ReactNode } from "react";
import { safeHref } from "../../http/links";
import type { DocumentNode } from "../document-nodes";

/** Renders one block of a document's content, where it is not part of the reading view. */
export function NodeView({ node }: { node: DocumentNode }) {
  if (node.text !== undefined) return <>{withMarks(node.text, node.marks ?? [])}</>;
  return blockOf(node, (node.content ?? []).map(nodeAt));
}

/* The blocks of one content never change order, so their index is their key. */
const nodeAt = (node: DocumentNode, place: number) => <NodeView key={place} node={node} />;
const lineAt = (marks: NonNullable<DocumentNode["marks"]>) => (line: string, place: number) => (
  <Fragment key={place}>
    {place > 0 && <br />}
    {withMarks(line, marks)}
  </Fragment>
);

/** An element for a block, with this content. */
export function blockOf(
  { type, attrs }: Pick<DocumentNode, "type" | "attrs">,
  children: ReactNode,
): JSX.Element {
  switch (type) {
    case "heading":
      return headingOf(Number(attrs?.level), children);
    case "bulletList":
    case "taskList":
      return <ul>{children}</ul>;
    case "orderedList":
      return <ol start={Number(attrs?.start ?? 1)}>{children}</ol>;
    case "listItem":
    case "taskItem":
      return <li>{children}</li>;
    case "blockquote":
      return <blockquote>{children}</blockquote>;
    case "horizontalRule":
      return <hr />;
    case "hardBreak":
      return <br />;
    case "table":
      return (
        <div className="table-box">
          <table>
            <tbody>{children}</tbody>
          </table>
        </div>
      );
    case "tableRow":
      return <tr>{children}</tr>;
    case "tableHeader":
      return (
        <th colSpan={Number(attrs?.colspan ?? 1)} rowSpan={Number(attrs?.rowspan ?? 1)}>
          {children}
        </th>
      );
    case "tableCell":
      return (
        <td colSpan={Number(attrs?.colspan ?? 1)} rowSpan={Number(attrs?.rowspan ?? 1)}>
          {children}
        </td>
      );
    case "paragraph":
      return <p dir="auto">{children}</p>;
    default:
      return <div dir="auto">{children}</div>;
  }
}

/** Headings of a compared text are no headings of its page: they look like them, and say their level. */
function headingOf(level: number, children: ReactNode): JSX.Element {
  return (
    <p className="compared-heading" data-level={level} dir="auto">
      {children}
    </p>
  );
}

const elements: Readonly<Record<string, keyof JSX.IntrinsicElements>> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strike: "s",
  superscript: "sup",
  subscript: "sub",
};

/** Words inside the elements of their marks. */
function withMarks(text: string, marks: NonNullable<DocumentNode["marks"]>): ReactNode {
  let marked: ReactNode = text;
  for (const { type, attrs } of marks) {
    const href = type === "link" ? safeHref(attrs?.href) : null;
    const Mark = elements[type];
    if (Mark) marked = <Mark>{marked}</Mark>;
    if (href) marked = <LinkMark href={href}>{marked}</LinkMark>;
  }
  return marked;
}

const LinkMark = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} rel="noreferrer">
    {children}
  </a>
);

/** The same for marks by their names alone, as a comparison has them; line breaks become elements. */
export function MarkedWords({ text, marks }: { text: string; marks: readonly string[] }) {
  const lines = text.split("\n");
  const named = marks
    .map((mark) => ({ type: mark.split(" ")[0] ?? "" }))
    .filter(({ type }) => type !== "link");
  return <>{lines.map(lineAt(named))}</>;
}
