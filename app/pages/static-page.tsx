import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";

type Key = keyof typeof catalogue;
type Page = "about" | "privacy" | "accessibility";

/** Number of sections of each static page; their messages are `<page>.<n>.title` and `<page>.<n>.text`. */
const parts = { about: 4, privacy: 6, accessibility: 4 } as const;

/** A static page: title, lead and titled paragraphs, all from the messages. */
export function StaticPage({ page }: { page: Page }) {
  const t = useMessages();
  return (
    <article className="prose">
      <PageHeader title={t(`${page}.title`)} lead={t(`${page}.lead`)} />
      {Array.from({ length: parts[page] }, (_, index) => index + 1).map((part) => (
        <section key={part}>
          <h2>{t(`${page}.${part}.title` as Key)}</h2>
          <Lines of={t(`${page}.${part}.text` as Key).split("\n")} />
        </section>
      ))}
    </article>
  );
}

/** One line is a paragraph; several lines are a list. */
function Lines({ of: lines }: { of: string[] }) {
  if (lines.length === 1) return <p>{lines[0]}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
