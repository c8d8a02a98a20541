import type { KeyboardEvent, RefObject } from "react";
import { Bold, type IconComponent, Italic, Link2, List, Quote } from "../ui/icons";
import { type Format, formatSelection, formats } from "./formatting";
import { useMessages } from "./messages";

const icons: Record<Format, IconComponent> = {
  bold: Bold,
  italic: Italic,
  list: List,
  quote: Quote,
  link: Link2,
};

/** Buttons that format the selected words of a text box. Only with scripts; `WritingHelp` shows the signs to type. */
export function FormatBar({ box }: { box: RefObject<HTMLTextAreaElement> }) {
  const t = useMessages();
  return (
    <div className="format-bar" role="toolbar" aria-label={t("help.title")} aria-controls="message">
      {formats.map((format) => {
        const Icon = icons[format];
        const label = t(`format.${format}`);
        return (
          <button
            key={format}
            type="button"
            className="icon-button"
            aria-label={label}
            title={label}
            // The text box keeps its focus and its selection.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => box.current && formatIn(box.current, format, t("format.words"))}
          >
            <Icon aria-hidden="true" />
          </button>
        );
      })}
    </div>
  );
}

/** Ctrl+B and Ctrl+I, as in word processors. @returns whether the key was one of them. */
export function formatByKey(event: KeyboardEvent<HTMLTextAreaElement>, words: string): boolean {
  const format = { b: "bold", i: "italic" }[event.key.toLowerCase()] as Format | undefined;
  if (!format || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  event.preventDefault();
  formatIn(event.currentTarget, format, words);
  return true;
}

function formatIn(field: HTMLTextAreaElement, format: Format, words: string): void {
  if (field.readOnly) return;
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  const { selectStart, selectEnd, ...replaced } = formatSelection({ text, start, end }, format, words);
  field.focus();
  field.setSelectionRange(replaced.start, replaced.end);
  // The deprecated command is the only edit that the browser can undo.
  if (!document.execCommand("insertText", false, replaced.by)) {
    field.setRangeText(replaced.by);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(selectStart, selectEnd);
}
