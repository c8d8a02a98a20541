import { Fragment, type ReactNode } from "react";
import { Link } from "../ui/link";
import { type Block, type Inline, type Item, isList, type List } from "./body";
import type { Mention } from "./mentions";
import { useMessages } from "./messages";

/** Renders the parsed body of a post. */
export function BodyView({ blocks }: { blocks: readonly Block[] }) {
  return <div className="post-body prose">{blocks.map(blockOf)}</div>;
}

/* Blocks of one body never change order, so their index is their key. */
function blockOf(block: Block, place: number): ReactNode {
  if (isList(block)) return listOf(block, place);
  if ("quote" in block)
    return (
      <blockquote key={place} dir="auto">
        {block.quote.map(blockOf)}
      </blockquote>
    );
  return (
    <p key={place} dir="auto">
      {block.paragraph.map(inlineOf)}
    </p>
  );
}

function listOf(list: List, place: number): ReactNode {
  if ("bullets" in list)
    return (
      <ul key={place} dir="auto">
        {list.bullets.map(itemOf)}
      </ul>
    );
  return (
    <ol key={place} dir="auto" start={list.from === 1 ? undefined : list.from}>
      {list.numbers.map(itemOf)}
    </ol>
  );
}

const itemOf = (item: Item, place: number) => (
  <li key={place} dir="auto">
    {item.map((part, at) => (isList(part) ? listOf(part, at) : inlineOf(part, at)))}
  </li>
);

function inlineOf(inline: Inline, place: number): ReactNode {
  if (typeof inline === "string") return <Fragment key={place}>{inline}</Fragment>;
  if ("bold" in inline) return <strong key={place}>{inline.bold.map(inlineOf)}</strong>;
  if ("italic" in inline) return <em key={place}>{inline.italic.map(inlineOf)}</em>;
  if ("mention" in inline) return <MentionView key={place} mention={inline} />;
  return (
    <a key={place} href={inline.href} rel="noreferrer nofollow">
      {inline.text}
    </a>
  );
}

/** Needs the message group `writing.mention`. */
function MentionView({ mention: { name, everyone, mine, to } }: { mention: Mention }) {
  const t = useMessages();
  // Earlier words of a post are shown without the names they mentioned.
  const shown = everyone ? t("mention.everyone") : name === undefined ? "…" : (name ?? t("mention.gone"));
  const look = mine ? "mention mine" : "mention";
  if (!to) return <span className={look}>@{shown}</span>;
  return (
    <Link to={to} className={look}>
      @{shown}
    </Link>
  );
}
