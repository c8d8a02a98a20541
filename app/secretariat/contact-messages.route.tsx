import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { listingPath, readListing } from "../http/pagination";
import { MailLink } from "../organisations/profile/profile-facts";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Check, Inbox } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { handleMessage, listMessages } from "./contact.server";
import { useMessages } from "./messages";

export const handle = { messages: ["secretariat.inbox", "secretariat.landing"] };
export const meta = pageMeta("secretariat.inbox.title");

const address = "/secretariat/messages";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const listing = readListing(new URL(args.request.url).searchParams);
  return { further: listing.after !== null, ...(await listMessages(viewer, listing)) };
}

/** Marks a message as handled. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  await listMessages(viewer, { q: "", after: null });
  const submission = await parseForm(args.request, z.object({ message: z.uuid() }));
  if (submission.status !== "success") badRequest();
  await handleMessage(viewer, submission.value.message);
  return redirect(address);
}

export default function ContactMessagesPage() {
  const { further, total, rows, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("landing.title"), to: "/secretariat" }]}
        title={t("inbox.title")}
        lead={t("inbox.lead")}
      />
      {rows.length === 0 ? (
        <EmptyState icon={Inbox} title={t("inbox.nothing")}>
          {t("inbox.nothingHelp")}
        </EmptyState>
      ) : (
        <>
          <p className="meta">{t("inbox.count", { count: total })}</p>
          <Rows label={t("inbox.title")}>
            {rows.map(({ id, name, email, body, known, createdAt }) => (
              <Row
                key={id}
                title={name}
                level={2}
                badges={
                  <Badge tone={known ? "leaf" : "neutral"}>
                    {t(known ? "inbox.member" : "inbox.visitor")}
                  </Badge>
                }
                meta={
                  <>
                    <MailLink address={email} /> · <Time at={createdAt} look="moment" />
                  </>
                }
                actions={
                  <Form method="post">
                    <input type="hidden" name="message" value={id} />
                    <SubmitButton kind="plain" small icon={Check}>
                      {t("inbox.handled")}
                    </SubmitButton>
                  </Form>
                }
              >
                <p className="message-body" dir="auto">
                  {body}
                </p>
              </Row>
            ))}
          </Rows>
        </>
      )}
      <PageLinks first={further ? address : null} next={next && listingPath(address, { after: next })} />
    </>
  );
}
