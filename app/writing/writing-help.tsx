import { useMessages } from "./messages";

const examples = ["bold", "italic", "list", "quote", "link", "mention"] as const;

/** Help on formatting a post. */
export function WritingHelp() {
  const t = useMessages();
  return (
    <details className="write-help meta">
      <summary>{t("help.title")}</summary>
      <dl>
        {examples.map((example) => (
          <div key={example}>
            <dt>
              <code>{t(`help.${example}.type`)}</code>
            </dt>
            <dd>{t(`help.${example}.gives`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
