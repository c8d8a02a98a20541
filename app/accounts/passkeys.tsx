import { useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Fingerprint, Plus, Trash2 } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";

interface OwnPasskey {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedOn: Date | null;
}

/** The viewer's passkeys, each with a remove button unless it is a required last factor. */
export function Passkeys({ passkeys, lastStays }: { passkeys: OwnPasskey[]; lastStays: boolean }) {
  const t = useMessages();
  return (
    <div className="flow">
      <p>{t("factor.passkeysHelp")}</p>
      {passkeys.length > 0 && (
        <Rows label={t("factor.passkeys")}>
          {passkeys.map(({ id, name, createdAt, lastUsedOn }) => (
            <Row
              key={id}
              title={name}
              avatar={<Fingerprint aria-hidden="true" />}
              meta={
                <>
                  {t("factor.passkeySince")} <Time at={createdAt} />
                  {lastUsedOn && (
                    <>
                      {" · "}
                      {t("factor.passkeyUsed")} <Time at={lastUsedOn.toISOString().slice(0, 10)} />
                    </>
                  )}
                </>
              }
              actions={
                !lastStays && (
                  <Form method="post">
                    <input type="hidden" name="what" value="remove-passkey" />
                    <input type="hidden" name="passkey" value={id} />
                    <SubmitButton kind="plain" small icon={Trash2}>
                      {t("factor.removeConfirm")}
                    </SubmitButton>
                  </Form>
                )
              }
            />
          ))}
        </Rows>
      )}
      <AddPasskey />
    </div>
  );
}

function AddPasskey() {
  const t = useMessages();
  const submit = useSubmit();
  const [state, setState] = useState<"away" | "ready" | "busy" | "failed">("away");
  const [name, setName] = useState("");
  useEffect(() => {
    if ("PublicKeyCredential" in window) setState("ready");
  }, []);
  if (state === "away") return <p className="meta">{t("factor.passkeyNoScript")}</p>;

  async function add() {
    setState("busy");
    try {
      const [{ startRegistration }, asked] = await Promise.all([
        import("@simplewebauthn/browser"),
        fetch("/compte/cle", { method: "POST" }),
      ]);
      const { options, token } = await asked.json();
      const answer = await startRegistration({ optionsJSON: options });
      const fields = { what: "passkey", name: name || t("factor.passkeyDefault"), token };
      submit({ ...fields, passkey: JSON.stringify(answer) }, { method: "post" });
      setState("ready");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="form">
      {state === "failed" && (
        <Notice tone="warning" role="alert" title={t("factor.passkeyFailed")}>
          {t("factor.passkeyFailedHelp")}
        </Notice>
      )}
      <TextField
        id="passkey-name"
        label={t("factor.passkeyName")}
        hint={t("factor.passkeyNameHint")}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={60}
      />
      <div>
        <Button icon={Plus} onClick={add} aria-disabled={state === "busy"}>
          {t("factor.passkeyAdd")}
        </Button>
      </div>
    </div>
  );
}
