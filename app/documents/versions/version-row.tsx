import { useLocale } from "../../i18n/messages";
import { Badge, type BadgeTone } from "../../ui/badge";
import { ButtonLink } from "../../ui/button";
import { Bookmark, GitCompare, History, type IconComponent, Lock } from "../../ui/icons";
import { Row } from "../../ui/rows";
import { Time } from "../../ui/time";
import { useMessages } from "../messages";
import { comparisonPath, type VersionKind, type VersionRow, versionsPath } from "./versions";

const signs: Partial<Record<VersionKind, [BadgeTone, IconComponent]>> = {
  named: ["accent", Bookmark],
  restored: ["ochre", History],
  frozen: ["leaf", Lock],
};

interface VersionRowProps {
  path: string;
  version: VersionRow;
  newest: boolean;
}

/** A version in the list: when, who, and its comparison with the one before. */
export function VersionRowView({ path, version, newest }: VersionRowProps) {
  const t = useMessages();
  const { id, kind, name, createdAt, words, author, organisations, previousId } = version;
  const sign = signs[kind];
  const writers = organisations.map(({ acronym, name: full }) => acronym ?? full).join(", ");
  return (
    <Row
      title={name ?? <Time at={createdAt} look="moment" />}
      to={`${versionsPath(path)}/${id}`}
      level={3}
      badges={
        <>
          {sign && (
            <Badge tone={sign[0]} icon={sign[1]}>
              {t(`version.kind.${kind}`)}
            </Badge>
          )}
          {newest && <Badge>{t("version.newest")}</Badge>}
        </>
      }
      meta={
        <>
          {name && (
            <>
              <Time at={createdAt} look="moment" /> ·{" "}
            </>
          )}
          {[author, writers].filter(Boolean).join(" · ")}
          {(author || writers) && " · "}
          <span className="number">{t("page.words", { count: words })}</span>
        </>
      }
      actions={
        previousId && (
          <ButtonLink
            small
            kind="quiet"
            icon={GitCompare}
            to={comparisonPath(path, { before: previousId, after: id })}
          >
            {t("versions.changes")}
          </ButtonLink>
        )
      }
    />
  );
}

/** A version in one line, for a choice. */
export function useVersionName(): (version: Pick<VersionRow, "name" | "createdAt" | "kind">) => string {
  const locale = useLocale();
  const t = useMessages();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return ({ name, createdAt, kind }) => {
    const at = format.format(new Date(createdAt));
    if (name) return `${name} (${at})`;
    return kind === "auto" ? at : `${t(`version.kind.${kind}`)} (${at})`;
  };
}
