import type { ReactNode } from "react";
import { Pencil } from "./icons";

interface InlineEditProps {
  /** Accessible name of the button: "Modifier : Relire le rapport". */
  label: string;
  /** The form. */
  children: ReactNode;
}

/** A form that opens at the item it changes; a `<details>`, so that it works without JavaScript. */
export function InlineEdit({ label, children }: InlineEditProps) {
  return (
    <details className="inline-edit">
      <summary className="icon-button" aria-label={label} title={label}>
        <Pencil aria-hidden="true" />
      </summary>
      <div className="inline-edit-panel">{children}</div>
    </details>
  );
}
