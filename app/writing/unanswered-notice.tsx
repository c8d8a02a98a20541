import { Notice } from "../ui/notice";
import { useMessages } from "./messages";

/** Nothing answered the last submission; the words are still in the form. */
export function UnansweredNotice() {
  const t = useMessages();
  return (
    <Notice tone="offline" role="alert" title={t("unanswered.title")}>
      {t("unanswered.help")}
    </Notice>
  );
}
