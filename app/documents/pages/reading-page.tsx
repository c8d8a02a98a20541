import type { ReactNode } from "react";
import { addressOf } from "../../http/addresses";
import { Avatar } from "../../ui/avatar";
import { ButtonLink } from "../../ui/button";
import { Columns, Section } from "../../ui/columns";
import { PenLine, Radio, Trash2, Type } from "../../ui/icons";
import { Link } from "../../ui/link";
import { Menu } from "../../ui/menu";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { useWeight } from "../../ui/weight";
import { SpaceItemActions } from "../../workspaces/space-acts";
import { SpaceBadges } from "../../workspaces/space-badges";
import { spacePath } from "../../workspaces/spaces";
import { type DocumentPage, documentPath, editorBytes } from "../documents";
import { FreshnessNotice } from "../freshness-notice";
import { useMessages } from "../messages";
import { ReadingView } from "./reading-view";

interface ReadingPageProps {
  document: DocumentPage;
  /** The menu that sets how loud the document is for the reader. */
  level: ReactNode;
}

/** The reading view of a document; works without scripts, and in print. */
export function ReadingPage({ document, level }: ReadingPageProps) {
  const t = useMessages();
  const [theme] = document.themes;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: document.space.name, to: spacePath(document.space, "textes") },
          ...(theme ? [{ label: theme.name, to: `/themes/${addressOf(theme)}` }] : []),
        ]}
        title={document.title}
        state={<SpaceBadges space={document.space} />}
        meta={
          <>
            <span>
              {t("page.changed")} <Time at={document.changedAt} look="moment" />
            </span>
            <span className="number">{t("page.words", { count: document.words })}</span>
          </>
        }
        actions={
          <>
            {level}
            <Acts document={document} />
          </>
        }
      />
      <Columns asideLabel={t("aside.label")} aside={<DocumentAside document={document} />}>
        <FreshnessNotice document={document} />
        <ReadingView
          html={document.html}
          empty={t(document.freshness === "current" ? "page.empty" : "page.notYet")}
        />
      </Columns>
    </>
  );
}

function Acts({ document }: { document: DocumentPage }) {
  const t = useMessages();
  const weight = useWeight();
  const path = documentPath(document);
  const writes = document.access === "write";
  return (
    <>
      <ButtonLink kind={writes ? "main" : "plain"} icon={writes ? PenLine : Radio} to={`${path}/ecrire`}>
        {t(writes ? "page.write" : "page.follow")}
        <span className="weight"> · {weight(editorBytes)}</span>
      </ButtonLink>
      {writes && (
        <Menu label={t("page.more")}>
          <Link to={`${path}/titre`}>
            <Type aria-hidden="true" />
            {t("page.rename")}
          </Link>
          <SpaceItemActions
            kind="document"
            id={document.id}
            space={document.space}
            standing={document.standing}
            moveAt={`${path}/deplacement`}
          />
          {document.mayDelete && (
            <Link to={`${path}/suppression`}>
              <Trash2 aria-hidden="true" />
              {t("page.delete")}
            </Link>
          )}
        </Menu>
      )}
    </>
  );
}

/** The outline of the document, its writers and its themes. */
function DocumentAside({ document: { outline, organisations, themes } }: { document: DocumentPage }) {
  const t = useMessages();
  return (
    <>
      {outline.length > 1 && (
        <Section id="plan" title={t("aside.outline")}>
          <ol className="outline">
            {outline.map(({ id, level, text }) => (
              <li key={id} data-level={level}>
                <a href={`#${id}`} dir="auto">
                  {text}
                </a>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {organisations.length > 0 && (
        <Section id="structures" title={t("aside.organisations")}>
          <ul className="links">
            {organisations.map((organisation) => (
              <li key={organisation.id} className="line">
                <Avatar
                  kind="organisation"
                  size="small"
                  name={organisation.name}
                  acronym={organisation.acronym}
                  picture={organisation.picture}
                />
                <Link to={`/annuaire/${addressOf(organisation)}`} title={organisation.name}>
                  {organisation.acronym ?? organisation.name}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {themes.length > 0 && (
        <Section id="themes" title={t("aside.themes", { count: themes.length })}>
          <ul className="links">
            {themes.map((theme) => (
              <li key={theme.id}>
                <Link to={`/themes/${addressOf(theme)}`}>{theme.name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
