import { Notice } from "../ui/notice";
import { useTexts } from "./texts";

/** Says when the next attempt is heard, after too many wrong ones. */
export function Slowed({ seconds }: { seconds?: number }) {
  const t = useTexts();
  if (seconds === undefined) return null;
  return (
    <Notice tone="warning" role="alert" title={t("signIn.slow")}>
      {t("signIn.slowHelp", { minutes: Math.ceil(seconds / 60) })}
    </Notice>
  );
}
