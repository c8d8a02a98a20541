import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "./button";
import { X } from "./icons";
import { useMessages } from "./messages";
import { Notice, type NoticeTone } from "./notice";

interface FlashProps {
  tone?: Extract<NoticeTone, "done" | "info" | "warning" | "error">;
  children: ReactNode;
}

/**
 * Result of the last action, shown once at the top of the next page. Rendered by the server, so that it works without
 * JavaScript.
 */
export function Flash({ tone = "done", children }: FlashProps) {
  const t = useMessages();
  const [state, setState] = useState<"server" | "shown" | "closed">("server");
  useEffect(() => setState("shown"), []);
  if (state === "closed") return null;
  return (
    <div className="flash">
      <Notice tone={tone} role="status">
        {children}
      </Notice>
      {state === "shown" && <IconButton icon={X} label={t("close")} onClick={() => setState("closed")} />}
    </div>
  );
}

interface ToastProps {
  children: ReactNode;
  /** One action, such as "Annuler". */
  action?: ReactNode;
  onClose: () => void;
}

/** A notification of an event without navigation. It stays until it is closed. */
export function Toast({ children, action, onClose }: ToastProps) {
  const t = useMessages();
  return (
    <div className="toast">
      <p>{children}</p>
      {action}
      <IconButton icon={X} label={t("close")} onClick={onClose} />
    </div>
  );
}

/** Live region for toasts; render it from the start, so that screen readers announce them. */
export function Toasts({ children }: { children?: ReactNode }) {
  return (
    <div className="toasts" role="status">
      {children}
    </div>
  );
}
