import { Notice } from "../ui/notice";
import { useMessages } from "./messages";

/** When the next attempt is accepted, after a RateLimitExceeded. */
export function RateLimitNotice({ seconds }: { seconds?: number }) {
  const t = useMessages();
  if (seconds === undefined) return null;
  return (
    <Notice tone="warning" role="alert" title={t("signIn.slow")}>
      {t("signIn.slowHelp", { minutes: Math.ceil(seconds / 60) })}
    </Notice>
  );
}
