import { Notice } from "../ui/notice";
import type { MergeObstacle } from "./merge.server";
import { useMessages } from "./messages";

interface MergeRefusalProps {
  /** Of the record that would have gone. */
  name: string;
  obstacles: MergeObstacle[];
}

/** Says that nothing was merged, which rights stand in the way, and what to do. */
export function MergeRefusal({ name, obstacles }: MergeRefusalProps) {
  const t = useMessages();
  return (
    <Notice tone="warning" role="alert" title={t("duplicates.refusedTitle", { name })}>
      {obstacles.length === 0 ? (
        <p>{t("duplicates.refused")}</p>
      ) : (
        <>
          <p>{t("duplicates.obstacles")}</p>
          <ul>
            {obstacles.map(({ kind, count }) => (
              <li key={kind}>{t(`duplicates.obstacle.${kind}`, { count })}</li>
            ))}
          </ul>
          <p>{t("duplicates.obstaclesHelp")}</p>
        </>
      )}
    </Notice>
  );
}
