import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { isDirectoryPublic } from "../organisations/index-visibility.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { RefreshCw, Rss, Trash2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { changeCalendar, listSubscriptions } from "../workspaces/calendar.server";
import { spacePath } from "../workspaces/spaces";
import { findFeed, makeFeed, revokeFeed } from "./feed.server";
import { useMessages } from "./messages";
import { feedSchema } from "./notices-form.server";

export const handle = { messages: ["notices.feed"] };
export const meta = pageMeta("notices.feed.pageTitle");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [madeAt, calendars, directory] = await Promise.all([
    findFeed(viewer),
    listSubscriptions(viewer),
    isDirectoryPublic(),
  ]);
  const done = new URL(args.request.url).searchParams.get("fait") === "revoque";
  return { madeAt, calendars, directory, done };
}

/** Makes the feed of notices, whose address is shown once, or revokes a feed. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, feedSchema);
  if (submission.status !== "success") badRequest();
  const act = submission.value;
  if (act.what === "make") return { address: await makeFeed(viewer) };
  if (act.what === "revoke") await revokeFeed(viewer);
  else await changeCalendar(viewer, act.space, { what: "unsubscribe" });
  return redirect("/compte/flux?fait=revoque");
}

export default function FeedsPage() {
  const { calendars, directory, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="narrow flow">
      {done && <Flash>{t("feed.revoked")}</Flash>}
      <PageHeader
        title={t("feed.pageTitle")}
        lead={t("feed.lead")}
        crumbs={[{ to: "/compte", label: t("feed.account") }]}
      />
      <OwnFeed />
      <Section id="calendriers" title={t("feed.calendars")}>
        {calendars.length === 0 && <p className="meta">{t("feed.noCalendars")}</p>}
        {calendars.length > 0 && (
          <Rows label={t("feed.calendars")}>
            {calendars.map((space) => (
              <Row
                key={space.id}
                title={space.name}
                to={spacePath(space, "calendrier")}
                level={3}
                actions={<Revoke what="unsubscribe" space={space.id} />}
              />
            ))}
          </Rows>
        )}
      </Section>
      {directory && (
        <Section id="public" title={t("feed.public")}>
          <p>
            <a href="/annuaire-public/flux.atom">{t("feed.directory")}</a>
          </p>
        </Section>
      )}
    </div>
  );
}

function OwnFeed() {
  const { madeAt } = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  const t = useMessages();
  return (
    <Section id="notifications" title={t("feed.notices")}>
      <div className="stack">
        {made && (
          <Notice tone="done" role="status" title={t("feed.made")}>
            <p className="address">
              <a href={made.address}>{made.address}</a>
            </p>
            <p>{t("feed.madeHelp")}</p>
          </Notice>
        )}
        <p>{t("feed.help")}</p>
        {madeAt && (
          <p className="meta">
            {t("feed.since")} <Time at={madeAt} look="moment" />
          </p>
        )}
        <div className="line">
          <Form method="post" action="/compte/flux">
            <input type="hidden" name="what" value="make" />
            <SubmitButton icon={madeAt ? RefreshCw : Rss} kind={madeAt ? "plain" : undefined}>
              {t(madeAt ? "feed.renew" : "feed.make")}
            </SubmitButton>
          </Form>
          {madeAt && <Revoke what="revoke" />}
        </div>
      </div>
    </Section>
  );
}

function Revoke({ what, space }: { what: "revoke" | "unsubscribe"; space?: string }) {
  const t = useMessages();
  return (
    <Form method="post" action="/compte/flux">
      <input type="hidden" name="what" value={what} />
      {space && <input type="hidden" name="space" value={space} />}
      <SubmitButton kind="quiet" icon={Trash2}>
        {t("feed.revoke")}
      </SubmitButton>
    </Form>
  );
}
