import { type ButtonLook, SubmitButton } from "./button";
import { Download } from "./icons";
import { useMessages } from "./messages";
import { useWeight } from "./weight";

interface ExportFormProps extends ButtonLook {
  action: string;
  /** Filters of the exported list, if its URL does not contain them. */
  fields?: Record<string, string>;
  /** Estimated size in bytes, shown before the download: "CSV · environ 9 Ko". */
  bytes?: number;
  children: string;
}

/** Exports a list as a file. By POST, because exports are audited and a plain link must not write. */
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
