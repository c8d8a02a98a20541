import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { Marked } from "../directory/marked";
import { cleanText } from "../http/fields";
import { saying } from "../http/saying";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyLine, EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Eraser } from "../ui/icons";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import { hitIcons } from "./hit-icon";
import { useMessages } from "./messages";
import { clearRecent, listRecent } from "./recent.server";
import { type Hit, type Kind, kinds, maxQueryLength, type SearchAnswer } from "./search";
import { search } from "./search.server";

export const handle = { messages: ["search.page", "search.kind"] };
export const meta = pageMeta("search.page.title");

/** Hits for the query; without a query, recently viewed items. The switcher uses this loader too. */
export async function loader(args: LoaderFunctionArgs): Promise<SearchAnswer> {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const q = cleanText(new URL(args.request.url).searchParams.get("q") ?? "").slice(0, maxQueryLength);
  if (!q) return { q, seen: await listRecent(viewer), hits: [], more: [] };
  return { q, seen: [], ...(await search(viewer, q, locale)) };
}

/** Deletes the recently viewed items. */
export async function action(args: ActionFunctionArgs) {
  await clearRecent(await requireViewer(args));
  return redirect(saying("/recherche", "deleted"));
}

export default function FinderPage() {
  const { q, seen, hits, more } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader title={t("page.title")} lead={t("page.lead")} />
      <SearchField
        key={q}
        action="/recherche"
        label={t("page.label")}
        placeholder={t("page.placeholder")}
        defaultValue={q}
      />
      {q && hits.length === 0 && (
        <EmptyState
          drawing="search"
          title={t("page.nothing", { q })}
          actions={
            <>
              <ButtonLink to="/themes">{t("page.toThemes")}</ButtonLink>
              <ButtonLink kind="quiet" to={`/annuaire?${new URLSearchParams({ q })}`}>
                {t("page.toDirectory")}
              </ButtonLink>
            </>
          }
        >
          {t("page.nothingHelp")}
        </EmptyState>
      )}
      {kinds.map((kind) => (
        <Found
          key={kind}
          kind={kind}
          hits={hits.filter((hit) => hit.kind === kind)}
          allAt={more.includes(kind) ? allAt(kind, q) : null}
        />
      ))}
      {!q && <SeenLately seen={seen} />}
    </div>
  );
}

/** Path of the full list of a kind for the same words; null where there is no such list. */
function allAt(kind: Kind, q: string): string | null {
  const lists: Partial<Record<Kind, string>> = {
    space: "/espaces",
    organisation: "/annuaire",
    person: "/annuaire/personnes",
  };
  return lists[kind] ? `${lists[kind]}?${new URLSearchParams({ q })}` : null;
}

function Found({ kind, hits, allAt }: { kind: Kind; hits: readonly Hit[]; allAt: string | null }) {
  const t = useMessages();
  if (hits.length === 0) return null;
  return (
    <Section id={kind} title={t(`kind.${kind}`)} more={allAt && <Link to={allAt}>{t("page.all")}</Link>}>
      <HitRows hits={hits} label={t(`kind.${kind}`)} />
    </Section>
  );
}

function HitRows({ hits, label }: { hits: readonly Hit[]; label: string }) {
  return (
    <Rows label={label}>
      {hits.map(({ kind, id, title, place, to, marked, excerpt }) => {
        const Icon = hitIcons[kind];
        return (
          <Row
            key={id}
            level={3}
            avatar={<Icon className="row-sign" aria-hidden="true" />}
            title={marked ? <Marked parts={marked} /> : title}
            to={to}
            meta={place}
          >
            {excerpt && (
              <p className="meta" dir="auto">
                <Marked parts={excerpt} />
              </p>
            )}
          </Row>
        );
      })}
    </Rows>
  );
}

function SeenLately({ seen }: { seen: readonly Hit[] }) {
  const t = useMessages();
  return (
    <Section id="vus" title={t("page.seen")}>
      {seen.length === 0 ? (
        <EmptyLine drawing="search">{t("page.noneSeen")}</EmptyLine>
      ) : (
        <div className="flow">
          <HitRows hits={seen} label={t("page.seen")} />
          <p className="meta">{t("page.seenHelp")}</p>
          <Form method="post" action="/recherche">
            <SubmitButton kind="quiet" small icon={Eraser}>
              {t("page.forget")}
            </SubmitButton>
          </Form>
        </div>
      )}
    </Section>
  );
}
