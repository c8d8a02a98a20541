import { Download } from "../ui/icons";
import { useWeight } from "../ui/weight";
import { contentPath, type ShownFile } from "./files";
import { useMessages } from "./messages";

interface DownloadLinksProps {
  file: ShownFile;
  /** URL of the bytes; by default that of the space's file. */
  pathOf?: (form: "contenu" | "legere") => string;
}

/** The downloads of the current version, each with its weight. */
export function DownloadLinks({ file, pathOf = (form) => contentPath(file.id, form) }: DownloadLinksProps) {
  const t = useMessages();
  const weight = useWeight();
  return (
    <p className="line">
      <a className="button main" href={pathOf("contenu")} download>
        <Download aria-hidden="true" />
        <span className="button-text">{t("file.download", { weight: weight(file.size) })}</span>
      </a>
      {file.light !== null && (
        <a className="button plain" href={pathOf("legere")} download>
          <Download aria-hidden="true" />
          <span className="button-text">{t("file.light", { weight: weight(file.light) })}</span>
        </a>
      )}
    </p>
  );
}
