import { Button, SubmitButton } from "../ui/button";
import { Pause, Play, X } from "../ui/icons";
import { Link } from "../ui/link";
import { Progress } from "../ui/progress";
import { useWeight } from "../ui/weight";
import { type UploadRow, uploadsAddress } from "./files";
import { useMessages } from "./messages";
import type { Sending, SentFile } from "./use-uploads";

interface UploadListProps {
  sending: Sending;
  uploads: readonly UploadRow[];
}

/** What is being sent from here, then what was begun before and is not finished. */
export function UploadList({ sending, uploads }: UploadListProps) {
  const t = useMessages();
  const here = new Set(sending.files.map(({ id }) => id));
  const others = uploads.filter(({ id }) => !here.has(id));
  if (sending.files.length + others.length === 0) return null;
  return (
    <ul className="uploads" aria-label={t("upload.list")}>
      {sending.files.map((file) => (
        <li key={file.key}>
          <SentProgress file={file} sending={sending} />
        </li>
      ))}
      {others.map((upload) => (
        <li key={upload.id}>
          <LeftUpload upload={upload} />
        </li>
      ))}
    </ul>
  );
}

function SentProgress({ file, sending }: { file: SentFile; sending: Sending }) {
  const t = useMessages();
  const weight = useWeight();
  const { state, key } = file;
  const over = state === "done" || state === "refused";
  const details = {
    sending: t("upload.progress", { sent: weight(file.sent), size: weight(file.size) }),
    paused: t("upload.paused", { sent: weight(file.sent), size: weight(file.size) }),
    waiting: t("upload.waiting", { sent: weight(file.sent), size: weight(file.size) }),
    examining: t("upload.examining"),
    done: t("upload.done"),
    refused: t(`refusal.${file.reason ?? "broken"}`),
  };
  const looks = { done: "done", refused: "failed" } as const;
  return (
    <Progress
      label={<bdi>{file.name}</bdi>}
      value={state === "examining" ? undefined : file.sent}
      max={Math.max(1, file.size)}
      state={over ? looks[state] : "running"}
      detail={details[state]}
      actions={
        !over &&
        state !== "examining" && (
          <>
            {state === "paused" ? (
              <Button small kind="quiet" icon={Play} onClick={() => sending.resume(key)}>
                {t("upload.resume")}
              </Button>
            ) : (
              <Button small kind="quiet" icon={Pause} onClick={() => sending.pause(key)}>
                {t("upload.pause")}
              </Button>
            )}
            <Button small kind="quiet" icon={X} onClick={() => sending.cancel(key)}>
              {t("upload.cancel")}
            </Button>
          </>
        )
      }
    />
  );
}

/** An upload of another visit: it resumes when the same file is chosen again. */
function LeftUpload({ upload }: { upload: UploadRow }) {
  const t = useMessages();
  const weight = useWeight();
  const { id, name, state, offset, size, reason, file } = upload;
  if (state === "done" && file) {
    return (
      <p>
        <Link to={`/fichiers/${file}`}>
          <bdi>{name}</bdi>
        </Link>{" "}
        {t("upload.done")}
      </p>
    );
  }
  return (
    <form method="post" action={`${uploadsAddress}/${id}`}>
      <Progress
        label={<bdi>{name}</bdi>}
        value={offset}
        max={Math.max(1, size)}
        state={state === "refused" ? "failed" : "running"}
        detail={
          state === "refused"
            ? t(`refusal.${reason ?? "broken"}`)
            : t("upload.left", { sent: weight(offset), size: weight(size) })
        }
        actions={
          <SubmitButton small kind="quiet" icon={X}>
            {t(state === "refused" ? "upload.dismiss" : "upload.cancel")}
          </SubmitButton>
        }
      />
    </form>
  );
}
