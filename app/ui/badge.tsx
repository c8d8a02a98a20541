import type { ReactNode } from "react";
import type { Colour } from "./colours";
import type { IconComponent } from "./icons";

export type BadgeTone = "neutral" | "accent" | "ochre" | "leaf" | "alert";

interface BadgeProps {
  tone?: BadgeTone;
  /** Instead of a tone: the colour of a theme. */
  colour?: Colour;
  icon?: IconComponent;
  children: ReactNode;
}

/** The state of a thing in one or two words. The words say it, the tone only repeats it. */
export function Badge({ tone = "neutral", colour, icon: Icon, children }: BadgeProps) {
  return (
    <span className={`badge tone-${colour ? "colour" : tone}`} data-colour={colour}>
      {Icon && <Icon aria-hidden="true" />}
      {children}
    </span>
  );
}
