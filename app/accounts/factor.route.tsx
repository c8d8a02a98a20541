import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { allows } from "../authorization/policy";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { findNetwork } from "../network/network.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { KeySquare, RefreshCw, Smartphone, Trash2 } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { readAccount } from "./account.server";
import { factorActSchema } from "./account-form.server";
import accountStyles from "./accounts.css?url";
import { doneIn, useDone } from "./done";
import { addTotp, remakeRecoveryCodes, removePasskey, removeTotp } from "./factors.server";
import { useMessages } from "./messages";
import { NewTotp } from "./new-totp";
import { Passkeys } from "./passkeys";
import { addPasskey } from "./passkeys.server";
import { accountPolicy } from "./policy";
import { qrPath } from "./qr.server";
import { newTotpSecret, totpUri } from "./totp.server";

export const links = () => [{ rel: "stylesheet", href: accountStyles }];
export const handle = {
  needsScripts: true,
  messages: ["accounts.factor", "accounts.field", "accounts.account"],
};
export const meta = pageMeta("accounts.factor.title");

/** An app's secret in every format that an app accepts. */
function proposal(secret: string, email: string, issuer: string) {
  const uri = totpUri(secret, email, issuer);
  return { secret, uri, qr: qrPath(uri) };
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRecentAuth(args);
  const [account, network] = await Promise.all([readAccount(viewer), findNetwork()]);
  const app = account.totp ? null : proposal(newTotpSecret(), account.email, network?.acronym ?? "Portail");
  const decides = allows(viewer, accountPolicy["factor.setting"]);
  return { ...account, app, decides, done: doneIn(args.request) };
}

interface Outcome {
  /** Recovery codes, shown once. */
  codes?: string[];
  /** The secret whose code was wrong; it is proposed again, since the app has stored it already. */
  /** The passkey could not be added. */
  failed?: boolean;
  wrong?: ReturnType<typeof proposal>;
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRecentAuth(args);
  const submission = checkForm(await readForm(args.request), factorActSchema);
  if (submission.status !== "success") badRequest();
  const act = submission.value;
  if (act.what === "codes") return data<Outcome>({ codes: await remakeRecoveryCodes(viewer) });
  if (act.what === "totp") {
    const codes = await addTotp(viewer, act.secret, act.code);
    if (codes === null) {
      const [{ email }, network] = await Promise.all([readAccount(viewer), findNetwork()]);
      const wrong = proposal(act.secret, email, network?.acronym ?? "Portail");
      return data<Outcome>({ wrong }, { status: 400 });
    }
    if (codes.length > 0) return data<Outcome>({ codes });
  } else if (act.what === "passkey") {
    const codes = await addPasskey(viewer, { ...act, answer: act.passkey });
    if (codes === null) return data<Outcome>({ failed: true }, { status: 400 });
    if (codes.length > 0) return data<Outcome>({ codes });
  } else if (act.what === "remove-totp") await removeTotp(viewer);
  else await removePasskey(viewer, act.passkey);
  return redirect("/compte/second-facteur?fait=factor");
}

export default function FactorPage() {
  const account = useLoaderData<typeof loader>();
  const { codes, wrong, failed } = useActionData<Outcome>() ?? {};
  const t = useMessages();
  const said = useDone(account.done);
  const factors = account.passkeys.length + (account.totp ? 1 : 0);
  const proposed = wrong ?? account.app;
  return (
    <div className="flow">
      {said && <Flash>{said}</Flash>}
      <PageHeader
        title={t("factor.title")}
        lead={t("factor.lead")}
        crumbs={[{ to: "/compte", label: t("account.title") }]}
      />
      {codes && <RecoveryCodes codes={codes} />}
      {account.factorDue && (
        <Notice tone="warning" title={t("factor.needed")}>
          {t("factor.neededBy")} <Time at={account.factorDue} />
        </Notice>
      )}
      <Section id="application" title={t("factor.app")}>
        {account.totp ? <OwnApp /> : proposed && <NewTotp {...proposed} wrong={wrong !== undefined} />}
      </Section>
      <Section id="cles" title={t("factor.passkeys")}>
        {failed && (
          <Notice tone="warning" role="alert" title={t("factor.passkeyFailed")}>
            {t("factor.passkeyFailedHelp")}
          </Notice>
        )}
        <Passkeys passkeys={account.passkeys} lastStays={account.needed && factors === 1} />
      </Section>
      {factors > 0 && (
        <Section id="secours" title={t("factor.codes")}>
          <CodesLeft />
        </Section>
      )}
      {account.decides && (
        <p>
          <Link to="/secretariat/second-facteur">{t("factor.forNetwork")}</Link>
        </p>
      )}
    </div>
  );
}

function OwnApp() {
  const { needed, passkeys } = useLoaderData<typeof loader>();
  const t = useMessages();
  const isLast = needed && passkeys.length === 0;
  return (
    <Rows label={t("factor.app")}>
      <Row
        title={t("factor.appOn")}
        avatar={<Smartphone aria-hidden="true" />}
        actions={
          !isLast && (
            <Dialog
              small
              kind="quiet"
              icon={Trash2}
              opener={t("factor.remove")}
              title={t("factor.removeTitle")}
            >
              <p>{t("factor.removeHelp")}</p>
              <Form method="post">
                <input type="hidden" name="what" value="remove-totp" />
                <DialogActions>
                  <SubmitButton kind="danger">{t("factor.removeConfirm")}</SubmitButton>
                </DialogActions>
              </Form>
            </Dialog>
          )
        }
      >
        {t(isLast ? "factor.appLast" : "factor.appHelp")}
      </Row>
    </Rows>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const t = useMessages();
  return (
    <Notice tone="warning" role="status" title={t("factor.codesNew")}>
      <p>{t("factor.codesNewHelp")}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function CodesLeft() {
  const { codesLeft } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="stack">
      <p>
        <KeySquare aria-hidden="true" /> {t("factor.codesLeft", { count: codesLeft })}
      </p>
      <Form method="post">
        <input type="hidden" name="what" value="codes" />
        <SubmitButton kind="plain" icon={RefreshCw}>
          {t("factor.codesRenew")}
        </SubmitButton>
      </Form>
    </div>
  );
}
