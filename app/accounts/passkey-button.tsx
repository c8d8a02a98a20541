import { useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Fingerprint } from "../ui/icons";
import { Notice } from "../ui/notice";
import { useMessages } from "./messages";

interface PasskeyButtonProps {
  /** Values to submit with the answer, the same as in the adjacent form. */
  fields?: Record<string, string>;
}

/**
 * Proves identity by passkey within the current page. Rendered only if the browser supports passkeys and scripts; its code
 * is loaded on click.
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
