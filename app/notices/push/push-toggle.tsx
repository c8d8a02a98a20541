import { useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button } from "../../ui/button";
import { Bell } from "../../ui/icons";
import { Notice } from "../../ui/notice";
import { useMessages } from "../messages";
import { devicesPath } from "./push";

/** What this browser can do; null until scripts run. */
type PushState = "unsupported" | "denied" | "off" | "on" | null;

/** Turns pushes on in this browser. The service worker is registered then, and not before. */
export function PushToggle({ publicKey, marks }: { publicKey: string; marks: readonly string[] }) {
  const t = useMessages();
  const submit = useSubmit();
  const [state, setState] = useState<PushState>(null);
  const [failed, setFailed] = useState(false);
  const known = marks.join();
  useEffect(() => {
    void readState(known.split(",")).then(setState);
  }, [known]);
  async function turnOn() {
    setFailed(false);
    try {
      const fields = await subscribe(publicKey);
      if (!fields) return setState("denied");
      submit({ what: "subscribe", ...fields }, { method: "post", action: devicesPath });
    } catch {
      setFailed(true);
    }
  }
  if (state === "on") return <Notice tone="done" title={t("push.on")} />;
  if (state === "denied")
    return (
      <Notice tone="warning" title={t("push.denied")}>
        {t("push.deniedHelp")}
      </Notice>
    );
  if (state !== "off")
    return (
      <Notice tone="info" title={t(state ? "push.unsupported" : "push.needsScripts")}>
        {t("push.unsupportedHelp")}
      </Notice>
    );
  return (
    <>
      {failed && (
        <Notice tone="warning" role="status" title={t("push.failed")}>
          {t("push.failedHelp")}
        </Notice>
      )}
      <div>
        <Button icon={Bell} onClick={() => void turnOn()}>
          {t("push.turnOn")}
        </Button>
      </div>
    </>
  );
}

async function readState(marks: readonly string[]): Promise<PushState> {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
    return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription && marks.includes(await markOf(subscription.endpoint)) ? "on" : "off";
}

/** The start of the endpoint's SHA-256, by which the server names this browser. */
async function markOf(endpoint: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns the fields of the form; null when the person refuses. */
async function subscribe(publicKey: string): Promise<Record<string, string> | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  // One for other keys, of a portal set up anew here, has to go first.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" };
}
