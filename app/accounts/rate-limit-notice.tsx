import { Notice } from "../ui/notice";
import { useMessages } from "./messages";

/** Says when the next attempt is heard, after too many wrong ones. */
export function RateLimitNotice({ seconds }: { seconds?: number }) {
  const t = useMessages();
  if (seconds === undefined) return null;
  return (
    <Notice tone="warning" role="alert" title={t("signIn.slow")}>
      {t("signIn.slowHelp", { minutes: Math.ceil(seconds / 60) })}
    </Notice>
  );
}
