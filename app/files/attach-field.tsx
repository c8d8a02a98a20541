import { useEffect, useRef } from "react";
import { Paperclip } from "../ui/icons";
import { useMessages } from "./messages";
import { UploadList } from "./upload-list";
import { useDroppedFiles } from "./use-dropped-files";
import { useUploads } from "./use-uploads";

interface AttachFieldProps {
  /** The space that the files go to. */
  space: string;
}

/**
 * Sends files while a form is being written, and names them in its hidden fields `attach`. Takes them by choice, drag and
 * paste. Without JavaScript there is nothing here: what is written can be given files afterwards, on a page of its own.
 */
export function AttachField({ space }: AttachFieldProps) {
  const t = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const sending = useUploads({ space, keepOriginal: false, unfinished: [], quiet: true });
  const over = useDroppedFiles(box, sending.add);
  const pending = sending.files.some(({ state }) => state !== "done" && state !== "refused");
  useEffect(() => {
    // The browser itself keeps the form until the files have arrived, and says why.
    input.current?.setCustomValidity(pending ? t("attached.wait") : "");
  }, [pending, t]);
  if (!sending.ready) return <div ref={box} hidden />;
  return (
    <div ref={box} className={over ? "attach over" : "attach"}>
      {sending.files.map(
        ({ key, file }) => file && <input key={key} type="hidden" name="attach" value={file} />,
      )}
      <UploadList sending={sending} uploads={[]} />
      <label className="button quiet small attach-choose">
        <Paperclip aria-hidden="true" />
        <span className="button-text">{t("attached.add")}</span>
        <input
          ref={input}
          type="file"
          multiple
          className="hidden-text"
          onChange={(event) => {
            sending.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}
