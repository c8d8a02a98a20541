import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { namedMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { KeyRound, Lock, LockOpen, Undo2 } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import {
  confirmRestoration,
  lockAccount,
  type RestorationKind,
  type RestorationState,
  readAccess,
  requestRestoration,
  withdrawRestoration,
} from "./emergency-access.server";
import { useMessages } from "./messages";

export const handle = { messages: ["accounts.access"] };
export const meta = namedMeta<{ name: string }>(({ name }) => name);

const accessSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("lock") }),
  z.object({ what: z.enum(["ask", "confirm", "withdraw"]), kind: z.enum(["unlock", "factor"]) }),
]);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.person);
  if (id === viewer.personId) throw redirect("/compte");
  return await readAccess(viewer, id);
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.person);
  await readAccess(viewer, id);
  const submission = await parseForm(args.request, accessSchema);
  if (submission.status !== "success") badRequest();
  const act = submission.value;
  // Locking is an emergency and needs no recent proof; unlocking does.
  if (act.what === "lock") await lockAccount(viewer, id);
  else if (act.what === "ask") await requestRestoration(viewer, id, act.kind);
  else if (act.what === "confirm") await confirmRestoration(viewer, id, act.kind);
  else await withdrawRestoration(viewer, id, act.kind);
  return redirect(new URL(args.request.url).pathname);
}

/** A person's access to the portal: one person can lock it immediately, two can restore it. */
export default function AccessPage() {
  const { name, locked, hasFactor, unlock, factor } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        title={t("access.title", { name })}
        lead={t("access.lead")}
        state={<Badge tone={locked ? "alert" : "leaf"}>{t(locked ? "access.locked" : "access.open")}</Badge>}
      />
      <Section id="verrou" title={t("access.lock")}>
        {locked ? <Restoration kind="unlock" state={unlock} /> : <LockIt />}
      </Section>
      <Section id="facteur" title={t("access.factor")}>
        {hasFactor ? <Restoration kind="factor" state={factor} /> : <p>{t("access.factorNone")}</p>}
      </Section>
    </div>
  );
}

function LockIt() {
  const t = useMessages();
  return (
    <Form method="post" className="stack">
      <p>{t("access.lockHelp")}</p>
      <input type="hidden" name="what" value="lock" />
      <SubmitButton kind="danger" icon={Lock}>
        {t("access.lockNow")}
      </SubmitButton>
    </Form>
  );
}

interface RestorationProps {
  kind: RestorationKind;
  state: RestorationState;
}

/** An action of two people, with its current state. */
function Restoration({ kind, state }: RestorationProps) {
  const t = useMessages();
  const icon = kind === "unlock" ? LockOpen : KeyRound;
  return (
    <div className="stack">
      <p>{t(`access.${kind}.${state}`)}</p>
      {state !== "no" && state !== "tooNew" && (
        <Form method="post">
          <input type="hidden" name="kind" value={kind} />
          <input
            type="hidden"
            name="what"
            value={state === "askable" ? "ask" : state === "asked" ? "withdraw" : "confirm"}
          />
          <SubmitButton
            kind={state === "confirmable" ? "main" : "plain"}
            icon={state === "asked" ? Undo2 : icon}
          >
            {t(state === "asked" ? "access.withdraw" : `access.${kind}.${state}Do`)}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
