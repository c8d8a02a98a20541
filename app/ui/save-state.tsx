import type { ReactNode } from "react";
import { CircleAlert, CircleCheck, CloudOff, type IconComponent, LoaderCircle } from "./icons";

export type Saving = "saved" | "saving" | "offline" | "refused";

const looks: Record<Saving, [IconComponent, string]> = {
  saved: [CircleCheck, "tone-leaf"],
  saving: [LoaderCircle, "tone-neutral"],
  offline: [CloudOff, "tone-neutral"],
  refused: [CircleAlert, "tone-alert"],
};

/** Save state of a form or draft. « Enregistré » only after the commit. */
export function SaveState({ state, children }: { state: Saving; children: ReactNode }) {
  const [Icon, look] = looks[state];
  return (
    <span className={`save-state ${look} ${state}`} role="status">
      <Icon aria-hidden="true" />
      {children}
    </span>
  );
}
