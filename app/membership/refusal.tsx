import { Notice } from "../ui/notice";
import { useMessages } from "./messages";
import type { ChangeRefusal } from "./network-people";

/** Why a change was refused, and what to do about it. */
export function Refusal({ refusal }: { refusal: ChangeRefusal }) {
  const t = useMessages();
  return (
    <Notice tone="error" role="alert" title={t("refusal.title")}>
      {t(`refusal.${refusal}`)}
    </Notice>
  );
}
