import { TextArea } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { maxBodyLength } from "./body";
import { useMessages } from "./messages";
import type { BodyRefusal } from "./refusals";

/** Why a message was not posted, and what to do. */
export function RefusalNotice({ refusal }: { refusal: BodyRefusal }) {
  const t = useMessages();
  return (
    <Notice tone="error" role="alert" title={t(`composer.refused.${refusal}`, { most: maxBodyLength })}>
      {t(`composer.refused.${refusal}Help`)}
    </Notice>
  );
}

/** Words that their author may not post here (any more), to be copied. */
export function RefusedWords({ title, body }: { title?: string | null; body: string }) {
  const t = useMessages();
  const words = title ? `${title}\n\n${body}` : body;
  return <TextArea name="refused" label={t("composer.refused.words")} rows={8} value={words} readOnly />;
}
