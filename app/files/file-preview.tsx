import { useState } from "react";
import { Button } from "../ui/button";
import { Eye } from "../ui/icons";
import { useWeight } from "../ui/weight";
import { contentPath, type ShownFile } from "./files";
import { playable } from "./media-types";
import { useMessages } from "./messages";

interface FilePreviewProps {
  file: ShownFile;
  /** URL of the bytes; by default that of the space's file. */
  pathOf?: (form: "contenu" | "apercu") => string;
  /** The reader saves data: the preview is loaded only when they ask for it. */
  savesData: boolean;
}

/** A look at the file: its picture, or the browser's own player, which loads nothing before it is started. */
export function FilePreview({
  file,
  savesData,
  pathOf = (form) => contentPath(file.id, form),
}: FilePreviewProps) {
  const [asked, setAsked] = useState(false);
  const t = useMessages();
  const weight = useWeight();
  const { name, preview, mediaType } = file;
  const player = playable(mediaType);
  const source = pathOf("contenu");
  if (player) return <Player kind={player} source={source} name={name} />;
  if (!preview) return null;
  if (savesData && !asked) {
    return (
      <form method="get" onSubmit={(event) => event.preventDefault()}>
        <input type="hidden" name="apercu" value="oui" />
        <Button type="submit" icon={Eye} onClick={() => setAsked(true)}>
          {t("file.showPreview", { weight: weight(preview.size) })}
        </Button>
      </form>
    );
  }
  return (
    <img
      className="file-preview"
      src={pathOf("apercu")}
      width={preview.width}
      height={preview.height}
      loading="lazy"
      decoding="async"
      alt={file.description || t("file.previewOf", { name })}
    />
  );
}

function Player({ kind, source, name }: { kind: "audio" | "video"; source: string; name: string }) {
  return kind === "audio" ? (
    // biome-ignore lint/a11y/useMediaCaption: recordings come without captions; their description stands above.
    <audio controls preload="none" src={source} aria-label={name} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: as above.
    <video className="file-preview" controls preload="none" src={source} aria-label={name} />
  );
}
