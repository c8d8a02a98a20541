import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { LogOut } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { sessionsSchema } from "./account-form.server";
import { doneIn, useDone } from "./done";
import { useMessages } from "./messages";
import { endOwnSessions, listOwnSessions } from "./sessions.server";

export const handle = { messages: ["accounts.sessions", "accounts.account"] };
export const meta = pageMeta("accounts.sessions.title");

const day = (date: Date) => date.toISOString().slice(0, 10);

export async function loader(args: LoaderFunctionArgs) {
  const own = await listOwnSessions(await requireViewer(args));
  const sessions = own.map((session) => {
    return { ...session, startedOn: day(session.startedOn), lastSeenOn: day(session.lastSeenOn) };
  });
  return { sessions, done: doneIn(args.request) };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, sessionsSchema);
  if (submission.status !== "success") badRequest();
  await endOwnSessions(viewer, submission.value.session);
  return redirect("/compte/sessions?fait=sessions");
}

export default function SessionsPage() {
  const { sessions, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const said = useDone(done);
  return (
    <div className="flow">
      {said && <Flash>{said}</Flash>}
      <PageHeader
        title={t("sessions.title")}
        lead={t("sessions.lead")}
        crumbs={[{ to: "/compte", label: t("account.title") }]}
      />
      <Rows label={t("sessions.title")}>
        {sessions.map(({ id, device, startedOn, lastSeenOn, here }) => (
          <Row
            key={id}
            title={device || t("sessions.unknown")}
            badges={here && <Badge tone="accent">{t("sessions.here")}</Badge>}
            meta={
              <>
                {t("sessions.lastSeen")} <Time at={lastSeenOn} /> · {t("sessions.since")}{" "}
                <Time at={startedOn} />
              </>
            }
            actions={
              !here && (
                <Form method="post">
                  <input type="hidden" name="session" value={id} />
                  <SubmitButton kind="plain" small icon={LogOut}>
                    {t("sessions.end")}
                  </SubmitButton>
                </Form>
              )
            }
          />
        ))}
      </Rows>
      {sessions.length > 1 && (
        <Form method="post">
          <SubmitButton kind="danger" icon={LogOut}>
            {t("sessions.endOthers")}
          </SubmitButton>
        </Form>
      )}
      <p className="meta">{t("sessions.limits")}</p>
    </div>
  );
}
