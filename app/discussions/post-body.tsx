import { Fragment, type ReactNode } from "react";
import type { Block, Inline } from "./body";

/** What a post says. The tree comes from the server already read; here it only takes its looks. */
export function PostBody({ blocks }: { blocks: readonly Block[] }) {
  return <div className="post-body prose">{blocks.map(blockOf)}</div>;
}

/* The parts of one text never move, so their places are their keys. */
function blockOf(block: Block, place: number): ReactNode {
  if ("paragraph" in block) return <p key={place}>{block.paragraph.map(inlineOf)}</p>;
  if ("quote" in block) return <blockquote key={place}>{block.quote.map(blockOf)}</blockquote>;
  if ("bullets" in block) return <ul key={place}>{block.bullets.map(itemOf)}</ul>;
  return (
    <ol key={place} start={block.from === 1 ? undefined : block.from}>
      {block.numbers.map(itemOf)}
    </ol>
  );
}

const itemOf = (item: readonly Inline[], place: number) => <li key={place}>{item.map(inlineOf)}</li>;

function inlineOf(inline: Inline, place: number): ReactNode {
  if (typeof inline === "string") return <Fragment key={place}>{inline}</Fragment>;
  if ("bold" in inline) return <strong key={place}>{inline.bold.map(inlineOf)}</strong>;
  if ("italic" in inline) return <em key={place}>{inline.italic.map(inlineOf)}</em>;
  return (
    <a key={place} href={inline.href} rel="noreferrer nofollow">
      {inline.text}
    </a>
  );
}
