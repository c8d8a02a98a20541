import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Undo2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { useMessages } from "./messages";

interface RemovedNoticeProps {
  kind: "task" | "date";
  id: string;
  /** Path of the page whose action takes the form and which shows the restored item. */
  action: string;
}

/** Reports that a task or date was removed, and offers to restore it. */
export function RemovedNotice({ kind, id, action }: RemovedNoticeProps) {
  const t = useMessages();
  return (
    <Notice
      tone="done"
      role="status"
      title={t(`removed.${kind}`)}
      actions={
        <Form method="post" action={action}>
          <input type="hidden" name="what" value="restore" />
          <input type="hidden" name={kind} value={id} />
          <SubmitButton icon={Undo2} kind="plain">
            {t("removed.restore")}
          </SubmitButton>
        </Form>
      }
    />
  );
}
