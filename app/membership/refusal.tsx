import { Notice } from "../ui/notice";
import type { ChangeRefusal } from "./people";
import { useTexts } from "./texts";

/** Why a change was not made, and what to do about it. */
export function Refusal({ refusal }: { refusal: ChangeRefusal }) {
  const t = useTexts();
  return (
    <Notice tone="error" role="alert" title={t("refusal.title")}>
      {t(`refusal.${refusal}`)}
    </Notice>
  );
}
