import { type ReactNode, useRef } from "react";
import { addressOf } from "../../http/addresses";
import { useLocale } from "../../i18n/messages";
import { Avatar } from "../../ui/avatar";
import { ButtonLink } from "../../ui/button";
import { Columns, Section } from "../../ui/columns";
import { BadgeCheck, Download, GitCompare, History, PenLine, Radio, Trash2, Type } from "../../ui/icons";
import { Link } from "../../ui/link";
import { Menu } from "../../ui/menu";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { useWeight } from "../../ui/weight";
import { SpaceItemActions } from "../../workspaces/space-acts";
import { SpaceBadges } from "../../workspaces/space-badges";
import { spacePath } from "../../workspaces/spaces";
import { CommentAnswer } from "../comments/comment-answer";
import { CommentSelection } from "../comments/comment-selection";
import type { DocumentComments } from "../comments/comments";
import { CommentsAside, type ShownComment } from "../comments/comments-section";
import { type DocumentPage, documentPath, editorBytes } from "../documents";
import { editionPath } from "../editions/editions";
import { FreshnessNotice } from "../freshness-notice";
import { useMessages } from "../messages";
import { StatusBadge } from "../status-badge";
import { comparisonPath, type EarlierReading, versionsPath } from "../versions/versions";
import { ReadingView } from "./reading-view";

interface ReadingPageProps {
  document: DocumentPage;
  /** The menu that sets how loud the document is for the reader. */
  level: ReactNode;
  /** What the reader had read before, if the document has changed since. */
  since: EarlierReading | null;
  comments: DocumentComments;
  /** A comment that was not taken. */
  shown: ShownComment | null;
  /** The portal did not answer the last form. */
  unanswered: boolean;
}

/** The reading view of a document; works without scripts, and in print. */
export function ReadingPage({ document, level, since, comments, shown, unanswered }: ReadingPageProps) {
  const t = useMessages();
  const [theme] = document.themes;
  const box = useRef<HTMLDivElement>(null);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: document.space.name, to: spacePath(document.space, "textes") },
          ...(theme ? [{ label: theme.name, to: `/themes/${addressOf(theme)}` }] : []),
        ]}
        title={document.title}
        state={
          <>
            <StatusBadge status={document.status} number={document.editions[0]?.number} />
            <SpaceBadges space={document.space} />
          </>
        }
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
      <Columns
        asideLabel={t("aside.label")}
        aside={<DocumentAside document={document} comments={comments} shown={shown} />}
      >
        <CommentAnswer refused={shown !== null} unanswered={unanswered} />
        <StatusNotice document={document} />
        {since && <SinceNotice document={document} since={since} />}
        <FreshnessNotice document={document} />
        <div className="reading" ref={box}>
          <ReadingView
            html={document.html}
            empty={t(document.freshness === "current" ? "page.empty" : "page.notYet")}
          />
          <CommentSelection box={box} threads={comments.threads} mayComment={comments.mayComment} />
        </div>
      </Columns>
    </>
  );
}

const formNames = { docx: "page.word", html: "page.html", md: "page.markdown" } as const;

function Acts({ document }: { document: DocumentPage }) {
  const t = useMessages();
  const weight = useWeight();
  const path = documentPath(document);
  const { writes } = document;
  return (
    <>
      <ButtonLink kind={writes ? "main" : "plain"} icon={writes ? PenLine : Radio} to={`${path}/ecrire`}>
        {t(writes ? "page.write" : "page.follow")}
        <span className="weight"> · {weight(editorBytes)}</span>
      </ButtonLink>
      <Menu label={t("page.more")}>
        {(["docx", "html", "md"] as const).map((form) => (
          <Link key={form} to={`${path}/export?forme=${form}`} reloadDocument>
            <Download aria-hidden="true" />
            {t(formNames[form])}
          </Link>
        ))}
        {document.access === "write" && (
          <>
            <Link to={`${path}/etat`}>
              <BadgeCheck aria-hidden="true" />
              {t("page.status")}
            </Link>
            <Link to={versionsPath(path)}>
              <History aria-hidden="true" />
              {t("page.versions")}
            </Link>
            {writes && (
              <Link to={`${path}/titre`}>
                <Type aria-hidden="true" />
                {t("page.rename")}
              </Link>
            )}
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
          </>
        )}
      </Menu>
    </>
  );
}

/** Says that the text is frozen or archived. */
function StatusNotice({ document }: { document: DocumentPage }) {
  const t = useMessages();
  const [edition] = document.editions;
  if (document.status === "archived") {
    return <Notice title={t("page.archived")}>{t("page.archivedHelp")}</Notice>;
  }
  if (document.status !== "validated" || !edition) return null;
  const link = (
    <ButtonLink to={editionPath(documentPath(document), edition.number)}>{t("page.edition")}</ButtonLink>
  );
  return (
    <Notice tone="done" title={t("page.frozen")} actions={link}>
      {t("page.frozenHelp", { number: edition.number })}
    </Notice>
  );
}

function SinceNotice({ document, since }: { document: DocumentPage; since: EarlierReading }) {
  const t = useMessages();
  const locale = useLocale();
  const at = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(since.readAt));
  const to = comparisonPath(documentPath(document), { before: since.versionId });
  return (
    <Notice
      title={t("page.since")}
      actions={
        <ButtonLink icon={GitCompare} to={to}>
          {t("page.sinceLink")}
        </ButtonLink>
      }
    >
      {t("page.sinceHelp", { at })}
    </Notice>
  );
}

interface AsideProps {
  document: DocumentPage;
  comments: DocumentComments;
  /** A comment that was not taken. */
  shown: ShownComment | null;
}

/** The outline of the document, its frozen texts and versions, its writers and its themes. */
function DocumentAside({ document, comments, shown }: AsideProps) {
  const t = useMessages();
  const { outline, organisations, themes, editions } = document;
  const path = documentPath(document);
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
      <Section id="commentaires" title={t("aside.comments", { count: comments.open })}>
        <CommentsAside path={path} comments={comments} shown={shown} />
      </Section>
      <Section id="versions" title={t("page.versions")}>
        <ul className="links">
          {editions.map(({ number, createdAt }) => (
            <li key={number}>
              <Link to={editionPath(path, number)}>{t("aside.edition", { number })}</Link>{" "}
              <span className="meta">
                <Time at={createdAt} look="short" />
              </span>
            </li>
          ))}
          <li>
            <Link to={versionsPath(path)}>{t("aside.versions")}</Link>
          </li>
        </ul>
      </Section>
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
