import { useLoaderData } from "@remix-run/react";
import { notFound } from "../http/errors";
import { mailer, settings } from "../services/services.server";
import { pageMeta } from "../shell/page-meta";
import { EmptyState } from "../ui/empty-state";

import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { useMessages } from "./messages";

export const handle = { messages: ["pages.mail"] };
export const meta = pageMeta("pages.mail.title");

/** Shows the demonstration's mails, which never leave this machine; 404 outside the demonstration. */
export async function loader() {
  const { localOutbox } = mailer();
  if (!settings().demonstration || !localOutbox) notFound();
  return { mails: await localOutbox() };
}

export default function MailPage() {
  const { mails } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <PageHeader title={t("mail.title")} lead={t("mail.lead")} />
      {mails.length === 0 ? (
        <EmptyState drawing="letter" title={t("mail.empty")}>
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
