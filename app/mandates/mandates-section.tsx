import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { Signature } from "../ui/icons";
import { Row, Rows } from "../ui/rows";
import { MandateBadge } from "./mandate-badge";
import { MandateDays } from "./mandate-days";
import type { MandateRow } from "./mandates";
import { useMessages } from "./messages";

interface MandatesSectionProps {
  mandates: readonly MandateRow[];
  /** The organisation for which the reader may give a mandate; null otherwise. */
  gives: string | null;
}

/** The mandates of an organisation, as a section of other pages. */
export function MandatesSection({ mandates, gives }: MandatesSectionProps) {
  const t = useMessages();
  return (
    <Section
      id="mandats"
      title={t("section.title")}
      more={
        gives && (
          <ButtonLink small icon={Signature} to={`/mandats/nouveau?structure=${gives}`}>
            {t("section.give")}
          </ButtonLink>
        )
      }
    >
      <p className="meta">{mandates.length === 0 ? t("section.none") : t("section.lead")}</p>
      <Rows label={t("section.title")}>
        {mandates.map((mandate) => (
          <Row
            key={mandate.id}
            title={mandate.person}
            to={`/mandats/${mandate.id}`}
            level={3}
            badges={<MandateBadge state={mandate.state} />}
            meta={
              <>
                <MandateDays {...mandate} />
                {mandate.alternates.length > 0 &&
                  ` · ${t("section.alternates", { names: mandate.alternates.join(", ") })}`}
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
