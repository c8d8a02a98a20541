import { Notice } from "../ui/notice";
import type { MergeObstacle } from "./merge-obstacles.server";
import { useMessages } from "./messages";

interface MergeRefusalProps {
  /** Name of the record that would have been deleted. */
  name: string;
  obstacles: MergeObstacle[];
}

/** Explains that nothing was merged, which rights prevent it, and what to do. */
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
