import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { RadioGroup } from "../ui/choices";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { useTimeWriter } from "../ui/time";
import { chooseContributions, listErasureRequests, requireEraser } from "./erasure.server";
import { useMessages } from "./messages";
import { contributionsSchema } from "./my-data-form.server";

export const handle = { messages: ["personal-data.erasures"] };
export const meta = pageMeta("personal-data.erasures.title");

export async function loader(args: LoaderFunctionArgs) {
  return await listErasureRequests(await requireViewer(args));
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  requireEraser(viewer);
  const submission = await parseForm(args.request, contributionsSchema);
  if (submission.status !== "success") badRequest();
  await chooseContributions(viewer, submission.value.contributions);
  return redirect("/secretariat/effacements");
}

export default function ErasuresPage() {
  const { requests, contributions } = useLoaderData<typeof loader>();
  const write = useTimeWriter();
  const t = useMessages();
  return (
    <>
      <PageHeader title={t("erasures.title")} lead={t("erasures.lead")} />
      {requests.length === 0 ? (
        <EmptyState drawing="record" title={t("erasures.nothing")}>
          {t("erasures.nothingHelp")}
        </EmptyState>
      ) : (
        <Rows label={t("erasures.title")}>
          {requests.map(({ id, name, email, own, askedAt }) => (
            <Row
              key={id}
              title={name}
              to={own ? undefined : `/secretariat/effacements/${id}`}
              kicker={t("erasures.asked", { date: write(askedAt, "day") })}
              meta={own ? t("erasures.own") : email}
              actions={
                !own && (
                  <ButtonLink small to={`/secretariat/effacements/${id}`}>
                    {t("erasures.open")}
                  </ButtonLink>
                )
              }
            />
          ))}
        </Rows>
      )}
      <Section id="contributions" title={t("erasures.choice")}>
        <Form method="post" className="form">
          <RadioGroup
            id="choix"
            name="contributions"
            label={t("erasures.choice")}
            hideLabel
            hint={t("erasures.choiceHint")}
            defaultValue={contributions}
            required
            choices={(["keep", "remove"] as const).map((value) => ({
              value,
              label: t(`erasures.${value}`),
              hint: t(`erasures.${value}Hint`),
            }))}
          />
          <div className="line">
            <SubmitButton kind="plain" icon={Save}>
              {t("erasures.save")}
            </SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  );
}
