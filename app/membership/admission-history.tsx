import { Section } from "../ui/columns";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import type { HistoryLine } from "./admission";
import { useMessages } from "./messages";

/** The decisions about an organisation's admission, latest first. */
export function History({ lines }: { lines: readonly HistoryLine[] }) {
  const t = useMessages();
  if (lines.length === 0) return null;
  return (
    <Section id="historique" title={t("history.title")}>
      <Rows label={t("history.title")}>
        {lines.map(({ id, step, class: memberClass, reason, at, by }) => (
          <Row
            key={id}
            title={
              memberClass
                ? t("history.stepAs", { step: t(`step.${step}.done`), class: t(`class.${memberClass}`) })
                : t(`step.${step}.done`)
            }
            level={3}
            meta={
              <>
                <Time at={at} look="moment" /> · {by ?? t("history.nobody")}
              </>
            }
          >
            {reason}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
