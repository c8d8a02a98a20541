import { Download } from "../ui/icons";
import { useWeight } from "../ui/weight";
import { contentPath } from "./files";
import type { FilePage } from "./files.server";
import { useMessages } from "./messages";

/** The downloads of the current version, each with its weight. */
export function DownloadLinks({ file }: { file: FilePage }) {
  const t = useMessages();
  const weight = useWeight();
  return (
    <p className="line">
      <a className="button main" href={contentPath(file.id)} download>
        <Download aria-hidden="true" />
        <span className="button-text">{t("file.download", { weight: weight(file.size) })}</span>
      </a>
      {file.light !== null && (
        <a className="button plain" href={contentPath(file.id, "legere")} download>
          <Download aria-hidden="true" />
          <span className="button-text">{t("file.light", { weight: weight(file.light) })}</span>
        </a>
      )}
    </p>
  );
}
