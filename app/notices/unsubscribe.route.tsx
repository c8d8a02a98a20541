import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { notFound } from "../http/errors";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { BellOff } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { readUnsubscribing, unsubscribe } from "./mail/unsubscribing.server";
import { useMessages } from "./messages";

export const handle = { messages: ["notices.unsubscribe"] };
export const meta = pageMeta("notices.unsubscribe.title");

/** Shows what the link of a mail stops. Nothing changes by GET: mail servers open links to check them. */
export async function loader({ params }: LoaderFunctionArgs) {
  const stopped = (await readUnsubscribing(params.token)) ?? notFound();
  return { thread: stopped.threadId !== null };
}

/** Stops it: by this page, or by a mail program that sends the one-click form of RFC 8058, without session or origin. */
export async function action({ params }: ActionFunctionArgs) {
  await unsubscribe((await readUnsubscribing(params.token)) ?? notFound());
  return { done: true };
}

export default function UnsubscribePage() {
  const { thread } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>()?.done;
  const t = useMessages();
  return (
    <div className="narrow flow">
      <PageHeader
        title={t(thread ? "unsubscribe.threadTitle" : "unsubscribe.title")}
        lead={t(thread ? "unsubscribe.threadLead" : "unsubscribe.lead")}
      />
      {done ? (
        <Notice tone="done" role="status" title={t("unsubscribe.done")}>
          {t("unsubscribe.doneHelp")}
        </Notice>
      ) : (
        <Form method="post">
          <SubmitButton icon={BellOff}>{t("unsubscribe.submit")}</SubmitButton>
        </Form>
      )}
      <div>
        <ButtonLink to="/notifications/reglages" kind="quiet">
          {t("unsubscribe.settings")}
        </ButtonLink>
      </div>
    </div>
  );
}
