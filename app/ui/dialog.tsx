import { type MouseEvent, type ReactNode, useId, useRef } from "react";
import { type ButtonLook, buttonClass, IconButton } from "./button";
import type { IconComponent } from "./icons";
import { X } from "./icons";
import { useMessages } from "./messages";

interface DialogProps extends ButtonLook {
  /** Label of the button that opens it: "Supprimer…". */
  opener: ReactNode;
  icon?: IconComponent;
  title: string;
  /** Usually a form, with its buttons in `DialogActions` at the end. */
  children: ReactNode;
}

/**
 * A dialog. Without JavaScript it is a `<details>` that unfolds in the page; with JavaScript the same markup becomes a
 * modal `<dialog>`: Escape, the close button and a click outside close it, and the focus returns to the opener.
 */
export function Dialog({ opener, icon: Icon, title, children, ...look }: DialogProps) {
  const t = useMessages();
  const titleId = useId();
  const details = useRef<HTMLDetailsElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);

  function open(event: MouseEvent) {
    event.preventDefault();
    if (!details.current || !dialog.current) return;
    details.current.open = true;
    dialog.current.close();
    dialog.current.showModal();
  }

  function onClose() {
    if (details.current && !dialog.current?.open) details.current.open = false;
  }

  function closeFromOutside(event: MouseEvent) {
    if (event.target === dialog.current) dialog.current?.close();
  }

  return (
    <details className="dialog-place" ref={details}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
      <summary className={buttonClass(look)} onClick={open}>
        {Icon && <Icon aria-hidden="true" />}
        {opener}
      </summary>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself */}
      <dialog
        open
        className="dialog"
        ref={dialog}
        aria-labelledby={titleId}
        onClose={onClose}
        onClick={closeFromOutside}
      >
        <div className="dialog-inside">
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <IconButton
              icon={X}
              label={t("close")}
              className="dialog-cross"
              onClick={() => dialog.current?.close()}
            />
          </div>
          {children}
        </div>
      </dialog>
    </details>
  );
}

/** Buttons of a dialog: the action first, then cancel. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="line dialog-actions">{children}</div>;
}
