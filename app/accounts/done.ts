import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";

/** The results that an action of these pages can report on the next page. */
const sayings = ["profile", "password", "email", "emailSent", "sessions", "factor", "setting"] as const;
type Saying = (typeof sayings)[number];

/** The last action's result from the URL; unknown values are ignored. */
export function doneIn(request: Request): Saying | null {
  const said = new URL(request.url).searchParams.get("fait");
  return sayings.find((each) => each === said) ?? null;
}

/** The message of that result. */
export function useDone(saying: Saying | null): string | null {
  const t = useMessages();
  return saying && t(`account.done.${saying}` satisfies keyof typeof catalogue);
}
