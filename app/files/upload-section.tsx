import { useRef, useState } from "react";
import { SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Section } from "../ui/columns";
import { Upload as UploadIcon } from "../ui/icons";
import { useWeight } from "../ui/weight";
import type { Room, UploadRow } from "./files";
import { useMessages } from "./messages";
import { UploadList } from "./upload-list";
import { useDroppedFiles } from "./use-dropped-files";
import { useUploads } from "./use-uploads";

interface UploadSectionProps {
  space: string;
  /** Where the plain form posts to. */
  action: string;
  folder?: string | null;
  /** The file that a new version is sent for. */
  file?: string;
  room?: Room;
  /** Unfinished uploads, and those of the form just sent. */
  uploads: readonly UploadRow[];
  formKey: string;
  /** Offers to keep the uploaded bytes with their metadata. */
  keepsOriginal: boolean;
  /** Attaches the files to this: "post:" with its id. */
  attachTo?: string;
}

/**
 * Sends files: a plain form without JavaScript, a resumable upload with progress with it. Limits and weights stand before the
 * choice.
 */
export function UploadSection(props: UploadSectionProps) {
  const { space, action, folder, file, room, uploads, formKey, keepsOriginal, attachTo } = props;
  const t = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const [original, setOriginal] = useState(false);
  const sending = useUploads({ space, folder, file, attachTo, keepOriginal: original, unfinished: uploads });
  const over = useDroppedFiles(form, sending.add);
  return (
    <Section id="envoi" title={t(file ? "upload.newVersion" : "upload.title")}>
      <form
        ref={form}
        method="post"
        action={action}
        encType="multipart/form-data"
        className={over ? "form drop over" : "form drop"}
        onSubmit={(event) => sending.ready && event.preventDefault()}
      >
        <input type="hidden" name="key" value={formKey} />
        {folder && <input type="hidden" name="folder" value={folder} />}
        {file && <input type="hidden" name="file" value={file} />}
        {attachTo && <input type="hidden" name="attachTo" value={attachTo} />}
        {keepsOriginal && (
          <CheckboxField
            name="keepOriginal"
            value="yes"
            label={t("upload.keepOriginal")}
            hint={t("upload.keepOriginalHint")}
            onChange={(event) => setOriginal(event.currentTarget.checked)}
          />
        )}
        <ChooseFiles many={!file} room={room} choose={sending.ready ? sending.add : undefined} />
        {!sending.ready && <SubmitButton icon={UploadIcon}>{t("upload.send")}</SubmitButton>}
      </form>
      <UploadList sending={sending} uploads={uploads} />
    </Section>
  );
}

interface ChooseFilesProps {
  many: boolean;
  room: Room | undefined;
  /** Takes the files at once; without it they go with the form. */
  choose: ((files: File[]) => void) | undefined;
}

function ChooseFiles({ many, room, choose }: ChooseFilesProps) {
  const t = useMessages();
  const weight = useWeight();
  return (
    <div className="field">
      <label htmlFor="fichiers">{t(many ? "upload.choose" : "upload.chooseOne")}</label>
      <p className="hint" id="fichiers-description">
        {t("upload.cleaned")}{" "}
        {room &&
          t("upload.room", {
            file: weight(room.maxFileSize),
            left: weight(Math.max(0, room.maxSize - room.used)),
            max: weight(room.maxSize),
          })}
      </p>
      <input
        id="fichiers"
        type="file"
        name="files"
        multiple={many}
        required={!choose}
        aria-describedby="fichiers-description"
        onChange={(event) => {
          if (!choose) return;
          choose([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {choose && <p className="hint">{t("upload.drop")}</p>}
    </div>
  );
}
