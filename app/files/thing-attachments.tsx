import { Paperclip } from "../ui/icons";
import { Link } from "../ui/link";
import { AttachedFiles } from "./attached-files";
import { type AttachableKind, type AttachedFile, attachPath } from "./attachments";
import { useMessages } from "./messages";

interface ThingAttachmentsProps {
  kind: AttachableKind;
  thing: { id: string; title: string };
  files: readonly AttachedFile[] | undefined;
  /** The viewer may attach files to it. */
  writes: boolean;
}

/** The files of a task, a date or an organisation, with the way to the page that changes them. */
export function ThingAttachments({ kind, thing, files = [], writes }: ThingAttachmentsProps) {
  const t = useMessages();
  return (
    <>
      <AttachedFiles files={files} />
      {writes && (
        <Link
          to={attachPath(kind, thing.id)}
          className="meta attach-link"
          aria-label={t("attached.changeOf", { title: thing.title })}
        >
          <Paperclip aria-hidden="true" />
          {t(files.length > 0 ? "attached.change" : "attached.attach")}
        </Link>
      )}
    </>
  );
}
