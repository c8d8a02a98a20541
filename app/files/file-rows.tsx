import type { ReactNode } from "react";
import { Folder } from "../ui/icons";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { useWeight } from "../ui/weight";
import { FileIcon } from "./file-icon";
import { type FileRow, type FolderRow, filePath, spaceFilesPath } from "./files";
import { useMessages } from "./messages";

interface FileRowsProps {
  /** Path of the space's files. */
  here: string;
  folder: string | null;
  /** The open folder with those around it. */
  trail: readonly { id: string; name: string }[];
  folders: readonly FolderRow[];
  files: readonly FileRow[];
}

/** Folders, then files, with the way back up. */
export function FileRows({ here, folder, trail, folders, files }: FileRowsProps) {
  const t = useMessages();
  return (
    <>
      {folder && (
        <nav aria-label={t("space.trail")} className="line file-trail">
          <Link to={here}>{t("space.top")}</Link>
          {trail.map(({ id, name }) => (
            <span key={id} className="line">
              <span aria-hidden="true">/</span>
              {id === folder ? (
                <bdi aria-current="page">{name}</bdi>
              ) : (
                <Link to={spaceFilesPath(here, id)}>
                  <bdi>{name}</bdi>
                </Link>
              )}
            </span>
          ))}
        </nav>
      )}
      {folders.length + files.length > 0 && (
        <Rows label={t("space.title")}>
          {folders.map(({ id, name, files: count }) => (
            <Row
              key={id}
              avatar={<Folder aria-hidden="true" />}
              title={name}
              to={spaceFilesPath(here, id)}
              meta={t("space.folderCount", { count })}
            />
          ))}
          {files.map((file) => (
            <FileLine key={file.id} file={file} to={filePath(file)} />
          ))}
        </Rows>
      )}
    </>
  );
}

interface FileLineProps {
  file: FileRow;
  to?: string;
  actions?: ReactNode;
}

/** A file in a list: its weight stands before it is opened. */
export function FileLine({ file, to, actions }: FileLineProps) {
  const t = useMessages();
  const weight = useWeight();
  return (
    <Row
      avatar={<FileIcon kind={file.kind} />}
      title={file.name}
      to={to}
      actions={actions}
      meta={
        <span className="line">
          <span className="number">{weight(file.size)}</span>
          {file.organisation && <bdi>{file.organisation}</bdi>}
          <Time at={file.changedAt} look="short" />
          {file.versions > 1 && <span>{t("row.versions", { count: file.versions })}</span>}
          {file.tags.length > 0 && <bdi>{file.tags.join(", ")}</bdi>}
        </span>
      }
    />
  );
}
