import { type ButtonLook, SubmitButton } from "./button";
import { Download } from "./icons";
import { useMessages } from "./messages";
import { useWeight } from "./weight";

interface ExportFormProps extends ButtonLook {
  action: string;
  /** What narrows the list that is taken away, where its address does not say it. */
  fields?: Record<string, string>;
  /** About what the file will weigh, in bytes, shown before it is paid for: "CSV · environ 9 Ko". */
  bytes?: number;
  children: string;
}

/** Takes a list away as a file. By post: what leaves is recorded, and nothing is recorded by a mere link. */
export function ExportForm({ action, fields = {}, bytes, children, ...look }: ExportFormProps) {
  const t = useMessages();
  const weight = useWeight();
  return (
    <form method="post" action={action}>
      {Object.entries(fields).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <SubmitButton kind="plain" icon={Download} {...look}>
        {children}
        {bytes !== undefined && (
          <span className="weight"> · {t("weight.about", { weight: weight(bytes) })}</span>
        )}
      </SubmitButton>
    </form>
  );
}
