import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import attachedStyles from "../files/attached.css?url";
import { listAttachments } from "../files/attachments.server";
import { ThingAttachments } from "../files/thing-attachments";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { readCursor } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { today } from "../network/today.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Columns, Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { CalendarPlus, Rss, Unlink } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { ViewSwitch } from "../ui/view-switch";
import { changeCalendar, isSubscribed, listDates, listMonth } from "./calendar.server";
import { DateRows } from "./date-rows";
import { maxDateTitleLength } from "./dates";
import { dateActionSchema } from "./dates-form.server";
import { useMessages } from "./messages";
import monthStyles from "./month.css?url";
import { MonthGrid } from "./month-grid";
import { isMonth } from "./months";
import { readRemoved, removedPath } from "./removed-items";
import { isRestorable } from "./removed-items.server";
import { RemovedNotice } from "./removed-notice";
import { SpaceHead } from "./space-head";
import { findOpenSpace } from "./space-pages.server";
import { spacePath } from "./spaces";

const groups = ["head", "sign", "date", "calendar", "month", "removed"];
export const links = () => [monthStyles, attachedStyles].map((href) => ({ rel: "stylesheet", href }));
export const handle = {
  messages: [...groups.map((group) => `workspaces.${group}`), "files.attached", "files.kind"],
};
export const meta = pageMeta("workspaces.calendar.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findOpenSpace(viewer, idFromAddress(args.params.space), locale);
  const params = new URL(args.request.url).searchParams;
  const over = params.get("liste") === "passees";
  const day = await today();
  const asked = params.get("mois");
  const month = params.has("mois") ? (isMonth(asked) ? asked : day.slice(0, 7)) : null;
  const after = readCursor(params.get("apres"));
  const removed = readRemoved(params);
  const [dates, ofMonth, subscribed, restorable] = await Promise.all([
    listDates(viewer, space.id, { over, after }),
    month ? listMonth(viewer, space.id, month) : null,
    isSubscribed(viewer, space.id),
    space.writes && removed ? isRestorable("date", { id: removed, spaceId: space.id }) : false,
  ]);
  const attached = await listAttachments(
    viewer,
    "date",
    dates.dates.map(({ id }) => id),
  );
  return {
    attached: Object.fromEntries(attached),
    space,
    over,
    ...dates,
    month: month && ofMonth ? { month, today: day, dates: ofMonth } : null,
    subscribed,
    removed: restorable ? removed : null,
    key: newIdempotencyKey(),
  };
}

/** Adds, changes, removes or restores a date; creates or revokes a subscription. The subscription URL is shown once. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.space);
  const submission = await parseForm(args.request, dateActionSchema);
  if (submission.status === "success") {
    const address = await changeCalendar(viewer, id, submission.value);
    if (address) return data({ address, errors: null, given: null });
    const here = spacePath({ id: id ?? "" }, "calendrier");
    return redirect(submission.value.what === "remove" ? removedPath(here, submission.value.date) : here);
  }
  const given = submission.payload as Record<string, unknown>;
  if (given.what !== "add" || submission.error?.key) badRequest();
  const text = (name: string) => (typeof given[name] === "string" ? (given[name] as string) : "");
  return data(
    {
      address: null,
      errors: submission.error ?? {},
      given: {
        title: text("title"),
        place: text("place"),
        day: text("day"),
        lastDay: text("lastDay"),
        time: text("time"),
      },
    },
    { status: submission.status ? 400 : 200 },
  );
}

export default function SpaceCalendarPage() {
  const { space, over, dates, attached, next, removed, month } = useLoaderData<typeof loader>();
  const t = useMessages();
  const here = spacePath(space, "calendrier");
  return (
    <div className="flow">
      <SpaceHead space={space} title={t("calendar.title")} />
      {removed && <RemovedNotice kind="date" id={removed} action={here} />}
      <Columns asideLabel={t("calendar.subscription")} aside={<Subscription />}>
        <ViewSwitch
          label={t("calendar.views")}
          choices={[
            { to: here, label: t("calendar.asList"), current: !month },
            { to: `${here}?mois`, label: t("calendar.asMonth"), current: month !== null },
          ]}
        />
        {month && <MonthGrid {...month} pathOf={(other) => `${here}?mois=${other}`} />}
        <Section
          id="dates"
          title={t(over ? "calendar.over" : "calendar.next")}
          more={
            <Link to={over ? here : `${here}?liste=passees`}>
              {t(over ? "calendar.toNext" : "calendar.toOver")}
            </Link>
          }
        >
          {dates.length === 0 ? (
            <EmptyState drawing="calendar" title={t("calendar.empty")} level={3}>
              {t("calendar.emptyHelp")}
            </EmptyState>
          ) : (
            <DateRows
              dates={dates}
              label={t("calendar.next")}
              writes={space.writes}
              below={(date) => (
                <ThingAttachments kind="date" thing={date} files={attached[date.id]} writes={space.writes} />
              )}
            />
          )}
          {next && (
            <p>
              <Link
                to={`${here}?${new URLSearchParams({ ...(over && { liste: "passees" }), apres: next })}`}
                rel="next"
              >
                {t("calendar.more")}
              </Link>
            </p>
          )}
        </Section>
        {space.writes && !over && <NewDate />}
      </Columns>
    </div>
  );
}

function Subscription() {
  const { space, subscribed } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>();
  const t = useMessages();
  return (
    <Section id="abonnement" title={t("calendar.subscription")}>
      {shown?.address ? (
        <Notice tone="done" role="status" title={t("calendar.made")}>
          <p className="address">
            <a href={shown.address}>{shown.address}</a>
          </p>
          <p>{t("calendar.madeHelp")}</p>
        </Notice>
      ) : (
        <p className="meta">{t(subscribed ? "calendar.subscribed" : "calendar.subscriptionHelp")}</p>
      )}
      <div className="line">
        <Form method="post">
          <input type="hidden" name="what" value="subscribe" />
          <SubmitButton kind="plain" small icon={Rss}>
            {t(subscribed ? "calendar.renew" : "calendar.subscribe")}
          </SubmitButton>
        </Form>
        {subscribed && (
          <Form method="post" action={spacePath(space, "calendrier")}>
            <input type="hidden" name="what" value="unsubscribe" />
            <SubmitButton kind="quiet" small icon={Unlink}>
              {t("calendar.revoke")}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Section>
  );
}

function NewDate() {
  const { key } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>();
  const t = useMessages();
  const words = (name: string) =>
    shown?.errors?.[name]?.map((error) =>
      error === "field.tooLong"
        ? t("calendar.tooLong", { most: maxDateTitleLength })
        : t(error === "field.order" ? "calendar.order" : "calendar.required"),
    );
  const given = shown?.given;
  return (
    <Section id="ajouter" title={t("calendar.add")}>
      <Form method="post" className="form" key={key}>
        <input type="hidden" name="what" value="add" />
        <input type="hidden" name="key" value={key} />
        <TextField
          name="title"
          label={t("calendar.what")}
          defaultValue={given?.title}
          errors={words("title")}
          required
        />
        <TextField
          type="date"
          name="day"
          label={t("calendar.day")}
          defaultValue={given?.day}
          errors={words("day")}
          required
        />
        <TextField
          type="time"
          name="time"
          label={t("calendar.time")}
          defaultValue={given?.time}
          errors={words("time")}
          optional
        />
        <TextField
          type="date"
          name="lastDay"
          label={t("calendar.lastDay")}
          defaultValue={given?.lastDay}
          errors={words("lastDay")}
          optional
        />
        <TextField
          name="place"
          label={t("calendar.place")}
          defaultValue={given?.place}
          errors={words("place")}
          optional
        />
        <CheckboxField name="deadline" label={t("calendar.deadline")} />
        <SubmitButton icon={CalendarPlus}>{t("calendar.submit")}</SubmitButton>
      </Form>
    </Section>
  );
}
