import { useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Fingerprint } from "../ui/icons";
import { Notice } from "../ui/notice";
import { useMessages } from "./messages";

interface PasskeyButtonProps {
  /** Fields that go along, as they are in the form beside it. */
  fields?: Record<string, string>;
}

/**
 * Proves who somebody is by a passkey, in the page that it stands in. Only where the browser knows passkeys, and
 * scripts: the code for it is fetched when it is pressed.
 */
export function PasskeyButton({ fields = {} }: PasskeyButtonProps) {
  const t = useMessages();
  const submit = useSubmit();
  const [state, setState] = useState<"away" | "ready" | "busy" | "failed">("away");
  useEffect(() => {
    if ("PublicKeyCredential" in window) setState("ready");
  }, []);
  if (state === "away") return null;

  async function prove() {
    setState("busy");
    try {
      const [{ startAuthentication }, asked] = await Promise.all([
        import("@simplewebauthn/browser"),
        fetch("/connexion/cle", { method: "POST" }),
      ]);
      const { options, token } = await asked.json();
      const answer = await startAuthentication({ optionsJSON: options });
      submit({ ...fields, token, passkey: JSON.stringify(answer) }, { method: "post" });
      setState("ready");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="stack">
      {state === "failed" && (
        <Notice tone="warning" role="alert" title={t("signIn.passkeyFailed")}>
          {t("signIn.passkeyFailedHelp")}
        </Notice>
      )}
      <Button icon={Fingerprint} onClick={prove} aria-disabled={state === "busy"}>
        {t("signIn.passkey")}
      </Button>
    </div>
  );
}
