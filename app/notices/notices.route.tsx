import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { CheckCheck, ListFilter, PencilLine } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { PageHeader } from "../ui/page-header";
import { PageLinks } from "../ui/page-links";
import { Rows } from "../ui/rows";
import { useTimeWriter } from "../ui/time";
import { countUnread } from "./bell.server";
import { useMessages } from "./messages";
import { NoticeGroupRow } from "./notice-group";
import { type NoticeReason, noticeReasons, noticesPath } from "./notices";
import { listNotices, markAllRead, readNoticeListing } from "./notices.server";
import { readSchema } from "./notices-form.server";

export const handle = { messages: ["notices.page", "notices.reason", "notices.kind", "notices.thing"] };
export const meta = pageMeta("notices.page.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const listing = readNoticeListing(new URL(args.request.url).searchParams);
  const [page, unread] = await Promise.all([
    listNotices(viewer, listing, await localeOf(args.request, viewer.locale)),
    countUnread(viewer),
  ]);
  return { ...page, unread, reason: listing.reason, first: listing.after === null };
}

/** Marks all as read. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, readSchema);
  if (submission.status !== "success") badRequest();
  await markAllRead(viewer);
  return redirect(saying("/notifications", "read"));
}

export default function NoticesPage() {
  const { days, next, unread, reason, first } = useLoaderData<typeof loader>();
  const t = useMessages();
  const write = useTimeWriter();
  return (
    <div className="flow">
      <PageHeader
        title={t("page.title")}
        lead={t("page.unread", { count: unread })}
        actions={
          <>
            {unread > 0 && <ReadAll />}
            <ButtonLink to="/notifications/reglages" kind="plain" icon={PencilLine}>
              {t("page.settings")}
            </ButtonLink>
          </>
        }
      />
      <ReasonFilter reason={reason} />
      {days.length === 0 && (
        <EmptyState drawing="bell" title={t(reason ? "page.noneOf" : "page.none")}>
          {t("page.noneHelp")}
        </EmptyState>
      )}
      {days.map(({ day, groups }) => (
        <Section key={day} id={`jour-${day}`} title={write(day, "day")}>
          <Rows label={write(day, "day")}>
            {groups.map((group) => (
              <NoticeGroupRow key={group.lines[0]?.id} group={group} />
            ))}
          </Rows>
        </Section>
      ))}
      <PageLinks
        first={first ? null : noticesPath({ reason })}
        next={next && noticesPath({ reason, after: next })}
      />
    </div>
  );
}

function ReadAll() {
  const t = useMessages();
  return (
    <Form method="post" action="/notifications">
      <input type="hidden" name="what" value="read-all" />
      <SubmitButton kind="plain" icon={CheckCheck}>
        {t("page.readAll")}
      </SubmitButton>
    </Form>
  );
}

function ReasonFilter({ reason }: { reason: NoticeReason | null }) {
  const t = useMessages();
  return (
    <Form action="/notifications" className="line">
      <SelectField
        id="motif"
        name="motif"
        label={t("page.reason")}
        placeholder={t("page.everyReason")}
        options={noticeReasons.map((each) => ({ value: each, label: t(`reason.${each}`) }))}
        defaultValue={reason ?? ""}
      />
      <SubmitButton kind="plain" icon={ListFilter}>
        {t("page.filter")}
      </SubmitButton>
    </Form>
  );
}
