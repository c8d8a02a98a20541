import type { Editor } from "@tiptap/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { safeHref } from "../../http/links";
import { Button, IconButton } from "../../ui/button";
import { X } from "../../ui/icons";
import { TextField } from "../../ui/inputs";
import { useMessages } from "../messages";

/** Asks for the target of a link on the selected words. Without a selection the address itself is inserted. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useMessages();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [wrong, setWrong] = useState(false);
  const before = String(editor.getAttributes("link").href ?? "");

  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector("input")?.select();
    return () => {
      // The editor is destroyed when the document was closed meanwhile.
      if (!editor.isDestroyed) editor.commands.focus();
    };
  }, [editor]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    const href = hrefOf(String(new FormData(event.currentTarget).get("href") ?? ""));
    if (!href) return setWrong(true);
    setLink(editor, href);
    onClose();
  }

  function remove() {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    onClose();
  }

  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <form className="dialog-inside" onSubmit={submit} noValidate>
        <div className="dialog-head">
          <h2 id={titleId}>{t("link.title")}</h2>
          <IconButton icon={X} label={t("link.close")} className="dialog-cross" onClick={onClose} />
        </div>
        <TextField
          name="href"
          type="url"
          inputMode="url"
          autoComplete="off"
          label={t("link.address")}
          hint={t("link.hint")}
          defaultValue={before}
          errors={wrong ? t("link.wrong") : undefined}
        />
        <div className="line dialog-actions">
          <Button kind="main" type="submit">
            {t("link.submit")}
          </Button>
          {before && (
            <Button kind="quiet" onClick={remove}>
              {t("link.remove")}
            </Button>
          )}
        </div>
      </form>
    </dialog>
  );
}

/** The link of a typed address, including « exemple.org » and « quelqu.un@exemple.org ». */
function hrefOf(typed: string): string | null {
  const address = typed.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return safeHref(`mailto:${address}`);
  return safeHref(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
}

function setLink(editor: Editor, href: string): void {
  const chain = editor.chain().focus();
  if (!editor.state.selection.empty || editor.isActive("link"))
    chain.extendMarkRange("link").setLink({ href }).run();
  else chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
}
