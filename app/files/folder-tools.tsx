import { buttonClass, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { FolderPlus, Trash2 } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { maxFolderNameLength } from "./files";
import { useMessages } from "./messages";

interface FolderToolsProps {
  formKey: string;
  /** The open folder. */
  folder: string | null;
  /** It is empty. */
  removable: boolean;
  problem: "name" | "notEmpty" | undefined;
}

/** Creates a folder in the open one, or removes that when it is empty. */
export function FolderTools({ formKey, folder, removable, problem }: FolderToolsProps) {
  const t = useMessages();
  return (
    <>
      <details open={problem === "name"}>
        <summary className={buttonClass({ kind: "quiet", small: true })}>{t("space.newFolder")}</summary>
        <Form method="post" className="form" key={formKey}>
          <input type="hidden" name="what" value="folder" />
          <input type="hidden" name="key" value={formKey} />
          {folder && <input type="hidden" name="parent" value={folder} />}
          <TextField
            name="name"
            label={t("space.folderName")}
            errors={problem === "name" ? [t("space.folderNameRequired")] : undefined}
            maxLength={maxFolderNameLength}
            required
          />
          <SubmitButton kind="plain" icon={FolderPlus}>
            {t("space.makeFolder")}
          </SubmitButton>
        </Form>
      </details>
      {removable && folder && (
        <Form method="post" className="line">
          <input type="hidden" name="what" value="removeFolder" />
          <input type="hidden" name="folder" value={folder} />
          <SubmitButton kind="quiet" icon={Trash2} small>
            {t("space.removeFolder")}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
