import type { ReactNode } from "react";
import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CloudOff,
  type IconComponent,
  Info,
  TriangleAlert,
} from "./icons";
import { useMessages } from "./messages";

export type NoticeTone = "info" | "done" | "warning" | "error" | "offline" | "verify";

const looks: Record<NoticeTone, [IconComponent, string]> = {
  info: [Info, "tone-accent"],
  done: [CircleCheck, "tone-leaf"],
  warning: [TriangleAlert, "tone-ochre"],
  error: [CircleAlert, "tone-alert"],
  offline: [CloudOff, "tone-neutral"],
  verify: [CircleHelp, "tone-ochre verify"],
};

interface NoticeProps {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links to resolve it. */
  actions?: ReactNode;
  /** Announced when it appears: `alert` for an error, `status` otherwise. Omit it for content present from the start. */
  role?: "alert" | "status";
  /** On one line where it fits: for a notice that stands on every page. */
  compact?: boolean;
}

/** A notice about this page. An error states what happened, what was saved, and what to do. */
export function Notice({ tone = "info", title, children, actions, role, compact }: NoticeProps) {
  const t = useMessages();
  const [Icon, look] = looks[tone];
  return (
    <div className={compact ? `notice compact ${look}` : `notice ${look}`} role={role}>
      <Icon role="img" aria-label={t(`notice.${tone}`)} aria-hidden={undefined} />
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="line notice-actions">{actions}</div>}
      </div>
    </div>
  );
}
