import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";

/** What an act of these pages may say on the page that follows it. */
const sayings = ["profile", "password", "email", "emailSent", "sessions", "factor", "setting"] as const;
type Saying = (typeof sayings)[number];

/** What the last act did, as the address says it; anything else says nothing. */
export function doneIn(request: Request): Saying | null {
  const said = new URL(request.url).searchParams.get("fait");
  return sayings.find((each) => each === said) ?? null;
}

/** The same in words. */
export function useDone(saying: Saying | null): string | null {
  const t = useMessages();
  return saying && t(`account.done.${saying}` satisfies keyof typeof catalogue);
}
