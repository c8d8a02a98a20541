import { useTimeWriter } from "../ui/time";
import { useMessages } from "./messages";

/** "du 1er janvier au 31 décembre 2026": both days are included. */
export function MandateDays({ from, until }: { from: string; until: string }) {
  const t = useMessages();
  const write = useTimeWriter();
  return <>{t("section.days", { from: write(from, "day"), until: write(until, "day") })}</>;
}
