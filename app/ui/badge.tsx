import type { ReactNode } from "react";
import type { Colour } from "./colours";
import type { IconComponent } from "./icons";

export type BadgeTone = "neutral" | "accent" | "ochre" | "leaf" | "alert";

interface BadgeProps {
  tone?: BadgeTone;
  /** The colour of a theme, instead of a tone. */
  colour?: Colour;
  icon?: IconComponent;
  children: ReactNode;
}

/** A state in one or two words. The tone repeats the words and carries no meaning alone. */
export function Badge({ tone = "neutral", colour, icon: Icon, children }: BadgeProps) {
  return (
    <span className={`badge tone-${colour ? "colour" : tone}`} data-colour={colour}>
      {Icon && <Icon aria-hidden="true" />}
      {children}
    </span>
  );
}
