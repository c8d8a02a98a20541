import { useLoaderData } from "@remix-run/react";
import { notFound } from "../http/errors";
import { mailer, settings } from "../ports/ports.server";
import { EmptyState } from "../ui/empty-state";
import { MailOpen } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { pageMeta } from "./page-meta";
import { useTexts } from "./texts";

export const handle = { messages: ["house.mail"] };
export const meta = pageMeta("house.mail.title");

/** The demonstration's mail stays on this machine and is read here; elsewhere there is no such page. */
export async function loader() {
  const { localOutbox } = mailer();
  if (!settings().demonstration || !localOutbox) notFound();
  return { mails: await localOutbox() };
}

export default function MailPage() {
  const { mails } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <>
      <PageHeader title={t("mail.title")} lead={t("mail.lead")} />
      {mails.length === 0 ? (
        <EmptyState icon={MailOpen} title={t("mail.empty")}>
          {t("mail.emptyHelp")}
        </EmptyState>
      ) : (
        mails.map(({ id, to, subject, text, sentAt }) => (
          <article key={id} className="sheet">
            <h2>{subject}</h2>
            <p className="meta">
              {to} · <Time at={sentAt} look="moment" />
            </p>
            <pre>{text}</pre>
          </article>
        ))
      )}
    </>
  );
}
