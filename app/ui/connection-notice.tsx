import type { ReactNode } from "react";
import { CloudOff, LoaderCircle } from "./icons";

interface ConnectionNoticeProps {
  state: "offline" | "reconnecting";
  /** What is saved and what still works: "Hors ligne. Ce que vous écrivez est gardé sur ce téléphone." */
  children: ReactNode;
}

/** Notice at the top of the page while the server is unreachable. */
export function ConnectionNotice({ state, children }: ConnectionNoticeProps) {
  const Icon = state === "offline" ? CloudOff : LoaderCircle;
  return (
    <div className={`connection tone-ochre ${state}`} role="status">
      <Icon aria-hidden="true" />
      <p>{children}</p>
    </div>
  );
}
