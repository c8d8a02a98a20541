import { Section } from "../ui/columns";
import { Time } from "../ui/time";
import { useWeight } from "../ui/weight";
import { contentPath } from "./files";
import type { FilePage } from "./files.server";
import { useMessages } from "./messages";

/** All versions of a file, the latest first; the uploaded bytes for those who may fetch them. */
export function FileVersions({ file }: { file: FilePage }) {
  const t = useMessages();
  const weight = useWeight();
  if (file.versions.length === 1 && file.versions[0]?.original === null) return null;
  return (
    <Section id="versions" title={t("file.versions")}>
      <ol className="file-versions" reversed start={file.versions[0]?.number}>
        {file.versions.map(({ number, size, createdAt, organisation, original }) => (
          <li key={number}>
            <span className="line">
              <a href={contentPath(file.id, "contenu", number)} download>
                {t("file.version", { number, weight: weight(size) })}
              </a>
              <Time at={createdAt} look="short" />
              {organisation && <bdi>{organisation}</bdi>}
              {original !== null && (
                <a href={contentPath(file.id, "original", number)} download>
                  {t("file.original", { weight: weight(original) })}
                </a>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
