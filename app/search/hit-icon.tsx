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

/** What each kind of thing is recognised by, here as in the navigation. */
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
