import { Facts } from "../ui/facts";
import { Time } from "../ui/time";
import { useWeight } from "../ui/weight";
import type { ShownFile } from "./files";
import { useMessages } from "./messages";

/** What is known of a file. */
export function FileFacts({ file }: { file: ShownFile }) {
  const t = useMessages();
  const weight = useWeight();
  const { language, width, height, pages } = file;
  return (
    <Facts
      facts={[
        { term: t("file.kind"), value: t(`kind.${file.kind}`) },
        { term: t("file.weight"), value: weight(file.size) },
        { term: t("file.dimensions"), value: width && height ? t("file.pixels", { width, height }) : null },
        { term: t("file.pages"), value: pages },
        { term: t("file.organisation"), value: file.organisation },
        { term: t("file.added"), value: <Time at={file.createdAt} look="day" /> },
        { term: t("file.language"), value: language && t(`language.${language as "fr"}`) },
        { term: t("file.year"), value: file.year && String(file.year) },
        { term: t("file.tags"), value: file.tags.join(", ") },
      ]}
    />
  );
}
