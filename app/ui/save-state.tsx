import { CircleAlert, CircleCheck, CloudOff, LoaderCircle, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type Saving = "saved" | "saving" | "offline" | "refused";

const icons: Record<Saving, LucideIcon> = {
  saved: CircleCheck,
  saving: LoaderCircle,
  offline: CloudOff,
  refused: CircleAlert,
};

/** Where what one writes is now. « Enregistré » only once the row is committed. */
export function SaveState({ state, children }: { state: Saving; children: ReactNode }) {
  const Icon = icons[state];
  return (
    <span className={`save-state ${state}`} role="status">
      <Icon aria-hidden="true" />
      {children}
    </span>
  );
}
