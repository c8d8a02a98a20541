import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  Bold,
  type IconComponent,
  Italic,
  Link2,
  List,
  ListOrdered,
  Minus,
  Quote,
  Redo2,
  RemoveFormatting,
  Strikethrough,
  Underline,
  Undo2,
} from "../../ui/icons";
import { useMessages } from "../messages";
import { LinkDialog } from "./link-dialog";

type Chain = ReturnType<Editor["chain"]>;

interface Tool {
  name:
    | "bold"
    | "italic"
    | "underline"
    | "strike"
    | "title"
    | "subtitle"
    | "bullets"
    | "numbers"
    | "quote"
    | "rule"
    | "plain"
    | "undo"
    | "redo";
  /** Shown as its words when missing. */
  icon?: IconComponent;
  run: (chain: Chain) => Chain;
  /** The node or mark it toggles; missing for plain commands. */
  on?: [name: string, attributes?: Record<string, unknown>];
  /** Its shortcut, in the format of aria-keyshortcuts. */
  keys?: string;
}

const tools: readonly (readonly Tool[])[] = [
  [
    { name: "bold", icon: Bold, run: (chain) => chain.toggleBold(), on: ["bold"], keys: "Control+B" },
    { name: "italic", icon: Italic, run: (chain) => chain.toggleItalic(), on: ["italic"], keys: "Control+I" },
    {
      name: "underline",
      icon: Underline,
      run: (chain) => chain.toggleUnderline(),
      on: ["underline"],
      keys: "Control+U",
    },
    {
      name: "strike",
      icon: Strikethrough,
      run: (chain) => chain.toggleStrike(),
      on: ["strike"],
      keys: "Control+Shift+S",
    },
  ],
  [
    {
      name: "title",
      run: (chain) => chain.toggleHeading({ level: 2 }),
      on: ["heading", { level: 2 }],
      keys: "Control+Alt+2",
    },
    {
      name: "subtitle",
      run: (chain) => chain.toggleHeading({ level: 3 }),
      on: ["heading", { level: 3 }],
      keys: "Control+Alt+3",
    },
    {
      name: "bullets",
      icon: List,
      run: (chain) => chain.toggleBulletList(),
      on: ["bulletList"],
      keys: "Control+Shift+8",
    },
    {
      name: "numbers",
      icon: ListOrdered,
      run: (chain) => chain.toggleOrderedList(),
      on: ["orderedList"],
      keys: "Control+Shift+7",
    },
    {
      name: "quote",
      icon: Quote,
      run: (chain) => chain.toggleBlockquote(),
      on: ["blockquote"],
      keys: "Control+Shift+B",
    },
  ],
  [
    { name: "rule", icon: Minus, run: (chain) => chain.setHorizontalRule() },
    { name: "plain", icon: RemoveFormatting, run: (chain) => chain.unsetAllMarks().clearNodes() },
    { name: "undo", icon: Undo2, run: (chain) => chain.undo(), keys: "Control+Z" },
    { name: "redo", icon: Redo2, run: (chain) => chain.redo(), keys: "Control+Shift+Z" },
  ],
];
const allTools = tools.flat();

/** The toolbar. One tab stop, arrow keys move within it; Alt+F10 leads here from the editor, Escape back. */
export function Toolbar({ editor }: { editor: Editor }) {
  const t = useMessages();
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState("bold");
  const states = useToolStates(editor);
  const [linking, setLinking] = useState(false);
  useShortcuts(editor, bar, () => setLinking(true));
  const common = (name: string) => ({
    "data-tool": name,
    tabIndex: stop === name ? 0 : -1,
    onFocus: () => setStop(name),
    // A press must not take the focus from the editor.
    onMouseDown: (event: React.MouseEvent) => event.preventDefault(),
  });
  return (
    <>
      <div
        className="tools"
        role="toolbar"
        aria-label={t("tools.label")}
        aria-orientation="horizontal"
        ref={bar}
        onKeyDown={(event) => walk(event, editor)}
      >
        {tools.map((group, index) => (
          <span className="tool-group" key={group[0]?.name}>
            {group.map(({ name, icon: Icon, run, on, keys }) => (
              <button
                {...common(name)}
                key={name}
                type="button"
                className="tool"
                aria-label={t(`tools.${name}`)}
                title={t(`tools.${name}`)}
                aria-keyshortcuts={keys}
                aria-pressed={on && states.has(name)}
                aria-disabled={!on && !states.has(name) ? true : undefined}
                onClick={() => run(editor.chain().focus()).run()}
              >
                {Icon ? (
                  <Icon aria-hidden="true" />
                ) : (
                  <span className="tool-words">{t(`tools.${name}`)}</span>
                )}
              </button>
            ))}
            {index === 1 && (
              <button
                {...common("link")}
                type="button"
                className="tool"
                aria-label={t("tools.link")}
                title={t("tools.link")}
                aria-keyshortcuts="Control+K"
                aria-pressed={states.has("link")}
                onClick={() => setLinking(true)}
              >
                <Link2 aria-hidden="true" />
              </button>
            )}
          </span>
        ))}
      </div>
      {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}

/** The active tools (or, of plain commands, the available ones); updated only when they change. */
function useToolStates(editor: Editor): ReadonlySet<string> {
  const watch = useCallback(
    (changed: () => void) => {
      editor.on("transaction", changed);
      return () => void editor.off("transaction", changed);
    },
    [editor],
  );
  const states = useSyncExternalStore(watch, () => statesOf(editor));
  return new Set(states.split(" "));
}

function statesOf(editor: Editor): string {
  if (editor.isDestroyed) return "";
  const on = allTools.filter((tool) =>
    tool.on ? editor.isActive(...tool.on) : tool.run(editor.can().chain() as Chain).run(),
  );
  return [...on.map(({ name }) => name), ...(editor.isActive("link") ? ["link"] : [])].join(" ");
}

function walk(event: KeyboardEvent<HTMLElement>, editor: Editor): void {
  if (event.key === "Escape") return void editor.commands.focus();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-tool]")];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  const places: Record<string, number> = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 };
  const next = places[event.key];
  if (next === undefined) return;
  event.preventDefault();
  stops.at(next % stops.length)?.focus();
}

function useShortcuts(editor: Editor, bar: React.RefObject<HTMLElement>, link: () => void): void {
  const openLink = useRef(link);
  openLink.current = link;
  useEffect(() => {
    const { dom } = editor.view;
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.altKey && event.key === "F10")
        bar.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        hearSelection(editor);
        openLink.current();
      } else return;
      event.preventDefault();
    };
    dom.addEventListener("keydown", press);
    return () => dom.removeEventListener("keydown", press);
  }, [editor, bar]);
}

/**
 * Reads a selection made by the previous key: browsers report a selection only later, when the dialog may have the
 * focus. A node selection (a rule) is already in the editor's state.
 */
function hearSelection({ view, state, commands }: Editor): void {
  const chosen = document.getSelection();
  const { anchorNode, focusNode } = chosen ?? {};
  if (!(state.selection instanceof TextSelection) || !chosen || !anchorNode || !focusNode) return;
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return;
  const ends = [view.posAtDOM(anchorNode, chosen.anchorOffset), view.posAtDOM(focusNode, chosen.focusOffset)];
  commands.setTextSelection({ from: Math.min(...ends), to: Math.max(...ends) });
}
