import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RateLimitExceeded } from "../../accounts/rate-limit.server";
import { requireViewer } from "../../authorization/viewer.server";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { pageMeta } from "../../shell/page-meta";
import { SubmitButton } from "../../ui/button";
import { Section } from "../../ui/columns";
import { Flash } from "../../ui/flash";
import { Form } from "../../ui/form";
import { Send, Trash2 } from "../../ui/icons";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Row, Rows } from "../../ui/rows";
import { Time } from "../../ui/time";
import { useMessages } from "../messages";
import { changeDevices, listDevices } from "./devices.server";
import { devicesPath, type PushDevice } from "./push";
import { pushSchema } from "./push-form.server";
import { PushToggle } from "./push-toggle";
import { vapidKeys } from "./vapid.server";

/** Turning a device on needs scripts, in the light mode too. */
export const handle = { needsScripts: true, messages: ["notices.push", "notices.page", "notices.settings"] };
export const meta = pageMeta("notices.push.title");

/** What the last action led to, from the URL. */
const outcomes = ["subscribe", "remove", "test", "unsent", "often"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const said = new URL(args.request.url).searchParams.get("fait");
  const [devices, { publicKey }] = await Promise.all([listDevices(viewer), vapidKeys()]);
  return { devices, publicKey, done: outcomes.find((each) => each === said) ?? null };
}

/** Turns pushes on or off in a browser of the viewer's, or sends a trial. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, pushSchema);
  if (submission.status !== "success") badRequest();
  const { what } = submission.value;
  const outcome = await changeDevices(viewer, submission.value).then(
    (sent) => (sent ? what : "unsent"),
    (error: unknown) => {
      if (error instanceof RateLimitExceeded) return "often";
      throw error;
    },
  );
  return redirect(`${devicesPath}?fait=${outcome}`);
}

export default function DevicesPage() {
  const { devices, publicKey, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const failed = done === "unsent" || done === "often";
  return (
    <div className="narrow flow">
      {done && !failed && <Flash>{t(`push.done.${done}`)}</Flash>}
      <PageHeader
        title={t("push.title")}
        lead={t("push.lead")}
        crumbs={[
          { to: "/notifications", label: t("page.title") },
          { to: "/notifications/reglages", label: t("page.settings") },
        ]}
      />
      {done && failed && <Notice tone="warning" role="status" title={t(`push.done.${done}`)} />}
      <PushToggle publicKey={publicKey} marks={devices.map(({ mark }) => mark)} />
      <Section id="appareils" title={t("push.devices")}>
        {devices.length === 0 ? (
          <p className="meta">{t("push.none")}</p>
        ) : (
          <Rows label={t("push.devices")}>
            {devices.map((device) => (
              <DeviceRow key={device.id} device={device} />
            ))}
          </Rows>
        )}
      </Section>
    </div>
  );
}

function DeviceRow({ device: { id, device, createdAt } }: { device: PushDevice }) {
  const t = useMessages();
  return (
    <Row
      title={device || t("push.unknownDevice")}
      level={3}
      meta={
        <>
          {t("push.since")} <Time at={createdAt} look="moment" />
        </>
      }
      actions={
        <Form method="post" action={devicesPath} className="line">
          <input type="hidden" name="device" value={id} />
          <SubmitButton kind="quiet" small icon={Send} name="what" value="test">
            {t("push.test")}
          </SubmitButton>
          <SubmitButton kind="quiet" small icon={Trash2} name="what" value="remove">
            {t("push.remove")}
          </SubmitButton>
        </Form>
      }
    />
  );
}
