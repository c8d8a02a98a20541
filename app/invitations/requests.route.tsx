import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { listingPath, readListing } from "../http/pagination";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Inbox, UserPlus, X } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import { declineRequest, listRequests } from "./requests.server";

export const handle = { messages: ["invitations.requests"] };
export const meta = pageMeta("invitations.requests.title");

const address = "/secretariat/demandes";

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const listing = readListing(new URL(args.request.url).searchParams);
  const decides = viewer.role === "administrator";
  return { decides, further: listing.after !== null, ...(await listRequests(viewer, listing)) };
}

/** Declines a request; an accepted person gets an invitation instead. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, z.object({ request: z.uuid() }));
  if (submission.status !== "success") badRequest();
  await declineRequest(viewer, submission.value.request);
  return redirect(address);
}

export default function RequestsPage() {
  const { decides, further, total, rows, next } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <PageHeader title={t("requests.title")} lead={t("requests.lead")} />
      {rows.length === 0 ? (
        <EmptyState icon={Inbox} title={t("requests.nothing")}>
          {t("requests.nothingHelp")}
        </EmptyState>
      ) : (
        <>
          <p className="meta">{t("requests.count", { count: total })}</p>
          <Rows label={t("requests.title")}>
            {rows.map(({ id, name, email, organisation, message, createdAt }) => (
              <Row
                key={id}
                title={name}
                level={2}
                meta={
                  <>
                    {organisation} · {email} · <Time at={createdAt} />
                  </>
                }
                actions={
                  decides && (
                    <>
                      <ButtonLink small icon={UserPlus} to={`/invitations/nouvelle?demande=${id}`}>
                        {t("requests.invite")}
                      </ButtonLink>
                      <Form method="post">
                        <input type="hidden" name="request" value={id} />
                        <SubmitButton kind="quiet" small icon={X}>
                          {t("requests.decline")}
                        </SubmitButton>
                      </Form>
                    </>
                  )
                }
              >
                {message}
              </Row>
            ))}
          </Rows>
        </>
      )}
      <PageLinks first={further ? address : null} next={next && listingPath(address, { after: next })} />
    </>
  );
}
