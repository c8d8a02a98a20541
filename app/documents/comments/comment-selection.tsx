import { type RefObject, useEffect, useState } from "react";
import { Button } from "../../ui/button";
import { MessageSquarePlus } from "../../ui/icons";
import { useMessages } from "../messages";
import { maxQuotationLength } from "./anchors-limits";
import type { CommentThreadView } from "./comments";

interface Selected {
  quotation: string;
  block: number;
  from: number;
  top: number;
  left: number;
}

interface CommentSelectionProps {
  /** Contains the article of the reading view. */
  box: RefObject<HTMLElement>;
  threads: readonly CommentThreadView[];
  mayComment: boolean;
}

/** With scripts: marks the commented passages in the text, and offers to comment on what is selected. */
export function CommentSelection({ box, threads, mayComment }: CommentSelectionProps) {
  const t = useMessages();
  const selected = useSelected(box, mayComment);
  useHighlights(box, threads);
  if (!selected) return null;
  return (
    <div
      className="comment-selected"
      // Not as an attribute, which the Content-Security-Policy forbids.
      ref={(element) => {
        if (!element) return;
        element.style.top = `${selected.top}px`;
        element.style.left = `${selected.left}px`;
      }}
    >
      <Button
        small
        icon={MessageSquarePlus}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => fillForm(selected)}
      >
        {t("comments.onSelection")}
      </Button>
    </div>
  );
}

function fillForm({ quotation, block, from }: Selected): void {
  const form = document.querySelector<HTMLFormElement>("#commenter form");
  if (!form) return;
  const set = (name: string, value: string) => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
  };
  set("quotation", quotation);
  set("block", String(block));
  set("from", String(from));
  const body = form.elements.namedItem("body");
  if (body instanceof HTMLElement) body.focus();
}

function useSelected(box: RefObject<HTMLElement>, mayComment: boolean): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    if (!mayComment) return;
    const look = () => setSelected(box.current ? selectedIn(box.current) : null);
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [box, mayComment]);
  return selected;
}

function selectedIn(box: HTMLElement): Selected | null {
  const article = box.querySelector("article");
  const selection = document.getSelection();
  if (!article || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const quotation = selection.toString().trim();
  if (!quotation || quotation.length > maxQuotationLength || !article.contains(range.commonAncestorContainer))
    return null;
  const block = [...article.children].findIndex((child) => child.contains(range.startContainer));
  const start = article.children[block];
  if (!start) return null;
  const before = document.createRange();
  before.setStart(start, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const [around, end] = [box.getBoundingClientRect(), range.getBoundingClientRect()];
  return {
    quotation,
    block,
    from: before.toString().length,
    top: end.bottom - around.top + 8,
    left: Math.max(0, Math.min(end.left - around.left, around.width - 160)),
  };
}

/** Marks the passages without changing the text's elements, where the browser can. */
function useHighlights(box: RefObject<HTMLElement>, threads: readonly CommentThreadView[]): void {
  useEffect(() => {
    const article = box.current?.querySelector("article");
    if (!article || typeof Highlight === "undefined") return;
    const ranges = threads.flatMap(({ location, resolved }) => {
      const range = location && !resolved ? rangeOf(article, location) : null;
      return range ? [range] : [];
    });
    CSS.highlights.set("commented", new Highlight(...ranges));
    return () => void CSS.highlights.delete("commented");
  }, [box, threads]);
}

function rangeOf(
  article: Element,
  { block, from, to }: NonNullable<CommentThreadView["location"]>,
): Range | null {
  const start = article.children[block];
  if (!start) return null;
  const range = document.createRange();
  range.setStart(start, 0);
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  walker.currentNode = start;
  let [passed, begun] = [0, false];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node as Text;
    if (!begun && from < passed + length) {
      range.setStart(node, from - passed);
      begun = true;
    }
    if (to <= passed + length) {
      range.setEnd(node, to - passed);
      return begun ? range : null;
    }
    passed += length;
  }
  return null;
}
