import {
  Building2,
  Flag,
  type IconComponent,
  MessagesSquare,
  ScrollText,
  UserRound,
  UsersRound,
} from "../ui/icons";
import type { Kind } from "./finder";

/** What each kind of thing is recognised by, here as in the navigation. */
export const signs: Record<Kind, IconComponent> = {
  space: UsersRound,
  theme: Flag,
  thread: MessagesSquare,
  document: ScrollText,
  organisation: Building2,
  person: UserRound,
};
