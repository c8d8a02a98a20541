import type { Colour } from "../ui/colours";
import {
  Baby,
  Binoculars,
  BookOpen,
  Briefcase,
  Flag,
  Globe,
  GraduationCap,
  HandHeart,
  HeartPulse,
  House,
  type IconComponent,
  Landmark,
  ListChecks,
  Megaphone,
  Route,
  Scale,
  ScrollText,
  ShieldCheck,
  Signpost,
  Tent,
  Unlink,
  Users,
} from "../ui/icons";
import type { ThemeIconName } from "./themes";

const drawn: Record<ThemeIconName, IconComponent> = {
  route: Route,
  "scroll-text": ScrollText,
  unlink: Unlink,
  "shield-check": ShieldCheck,
  landmark: Landmark,
  signpost: Signpost,
  scale: Scale,
  binoculars: Binoculars,
  "list-checks": ListChecks,
  "hand-heart": HandHeart,
  users: Users,
  baby: Baby,
  briefcase: Briefcase,
  globe: Globe,
  "heart-pulse": HeartPulse,
  house: House,
  megaphone: Megaphone,
  "graduation-cap": GraduationCap,
  tent: Tent,
  "book-open": BookOpen,
};

/** The icon of a theme; a flag for an unknown icon name. */
export const themeIcon = (icon: string): IconComponent => drawn[icon as ThemeIconName] ?? Flag;

/** A theme's icon on its colour. */
export function ThemeSign({ icon, colour, large }: { icon: string; colour: Colour; large?: boolean }) {
  const Icon = themeIcon(icon);
  return (
    <span
      className={`avatar organisation ${large ? "large" : "small"}`}
      data-colour={colour}
      aria-hidden="true"
    >
      <Icon />
    </span>
  );
}
