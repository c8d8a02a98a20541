import { Notice } from "../../ui/notice";
import { useMessages } from "../messages";

interface CommentAnswerProps {
  /** The words were refused, and stand in the form. */
  refused: boolean;
  /** The portal did not answer. */
  unanswered: boolean;
}

/** Says that a comment was not taken, or that the portal did not answer. */
export function CommentAnswer({ refused, unanswered }: CommentAnswerProps) {
  const t = useMessages();
  if (unanswered) {
    return (
      <Notice tone="offline" role="alert" title={t("unanswered.title")}>
        {t("unanswered.help")}
      </Notice>
    );
  }
  if (!refused) return null;
  return (
    <Notice tone="error" role="alert" title={t("comments.notTaken")}>
      {t("comments.notTakenHelp")}
    </Notice>
  );
}
