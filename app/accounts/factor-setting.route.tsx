import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { doneIn, useDone } from "./done";
import { readFactorSetting, requireFactorOfAll } from "./factor-rules.server";
import { useMessages } from "./messages";

export const handle = { messages: ["accounts.factorSetting", "accounts.account.done"] };
export const meta = pageMeta("accounts.factorSetting.title");

const settingSchema = z.object({ forAll: z.literal("yes").optional() });

export async function loader(args: LoaderFunctionArgs) {
  return { ...(await readFactorSetting(await requireViewer(args))), done: doneIn(args.request) };
}

export async function action(args: ActionFunctionArgs) {
  await readFactorSetting(await requireViewer(args));
  const viewer = await requireRecentAuth(args);
  const submission = await parseForm(args.request, settingSchema);
  if (submission.status !== "success") badRequest();
  await requireFactorOfAll(viewer, submission.value.forAll === "yes");
  return redirect("/secretariat/second-facteur?fait=setting");
}

/** The network's setting: a second factor for everybody, or only for people who decide and sign. */
export default function FactorSettingPage() {
  const { forAll, having, people, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const said = useDone(done);
  return (
    <div className="flow">
      {said && <Flash>{said}</Flash>}
      <PageHeader
        title={t("factorSetting.title")}
        lead={t("factorSetting.lead")}
        meta={t("factorSetting.having", { having, people })}
      />
      <Form method="post" className="form">
        <CheckboxField
          name="forAll"
          value="yes"
          label={t("factorSetting.forAll")}
          hint={t("factorSetting.forAllHint")}
          defaultChecked={forAll}
        />
        <div>
          <SubmitButton icon={Save}>{t("factorSetting.save")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
