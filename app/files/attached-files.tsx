import { Eye } from "../ui/icons";
import { Link } from "../ui/link";
import { useSavesData } from "../ui/saves-data";
import { useWeight } from "../ui/weight";
import type { AttachedFile } from "./attachments";
import { FileIcon } from "./file-icon";
import { contentPath, filePath } from "./files";
import { useMessages } from "./messages";

/** Attached files: images as small pictures, the others as lines with their weight. */
export function AttachedFiles({ files }: { files: readonly AttachedFile[] }) {
  const t = useMessages();
  const savesData = useSavesData();
  if (files.length === 0) return null;
  const pictures = files.filter(({ kind, preview }) => kind === "image" && preview && !savesData);
  const lines = files.filter((file) => !pictures.includes(file));
  return (
    <div className="attached">
      {pictures.length > 0 && (
        <ul className="attached-pictures" aria-label={t("attached.pictures")}>
          {pictures.map((file) => (
            <li key={file.id}>
              <AttachedPicture file={file} />
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <ul className="attached-lines" aria-label={t("attached.files")}>
          {lines.map((file) => (
            <li key={file.id}>
              <AttachedLine file={file} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The small picture loads when it comes into view, and leads to the file with its weight. */
function AttachedPicture({ file }: { file: AttachedFile }) {
  const t = useMessages();
  const { id, name, description, preview } = file;
  if (!preview) return null;
  const { width, height } = preview;
  return (
    <Link to={filePath(file)}>
      <img
        src={contentPath(id, "vignette")}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        alt={description || t("attached.pictureOf", { name })}
      />
    </Link>
  );
}

function AttachedLine({ file }: { file: AttachedFile }) {
  const t = useMessages();
  const weight = useWeight();
  const { id, kind, name, size, preview } = file;
  return (
    <>
      <FileIcon kind={kind} />
      <Link to={filePath(file)}>
        <bdi>{name}</bdi>
      </Link>
      <span className="meta number">{weight(size)}</span>
      {kind === "image" && preview && (
        <a className="meta" href={contentPath(id, "apercu")}>
          <Eye aria-hidden="true" />
          {t("attached.show", { weight: weight(preview.size) })}
        </a>
      )}
    </>
  );
}
