import {
  Building2,
  CalendarDays,
  Flag,
  type IconComponent,
  ListChecks,
  MessagesSquare,
  ScrollText,
  UserRound,
  UsersRound,
} from "../ui/icons";
import type { Kind } from "./search";

/** Icon of each kind, as in the navigation. */
export const hitIcons: Record<Kind, IconComponent> = {
  space: UsersRound,
  theme: Flag,
  thread: MessagesSquare,
  document: ScrollText,
  task: ListChecks,
  date: CalendarDays,
  organisation: Building2,
  person: UserRound,
};
