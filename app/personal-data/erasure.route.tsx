import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { requireViewer } from "../authorization/viewer.server";
import { addressOf, idFromAddress } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { UserX } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useTimeWriter } from "../ui/time";
import { erasePerson, findErasureCase } from "./erasure.server";
import { useMessages } from "./messages";
import { confirmationSchema } from "./my-data-form.server";

export const handle = { messages: ["personal-data.case", "personal-data.erasures"] };
export const meta = pageMeta("personal-data.erasures.title");

async function caseOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.person) ?? notFound();
  return { viewer, found: await findErasureCase(viewer, id) };
}

export async function loader(args: LoaderFunctionArgs) {
  return (await caseOf(args)).found;
}

export async function action(args: ActionFunctionArgs) {
  await requireRecentAuth(args);
  const { viewer, found } = await caseOf(args);
  const submission = await parseForm(args.request, confirmationSchema);
  if (submission.status !== "success") badRequest();
  // Not a secret, but a check that the right person is meant: names are shared more often than addresses.
  if (submission.value.email !== found.email) return data({ wrong: true }, { status: 400 });
  await erasePerson(viewer, found.id);
  return redirect("/secretariat/effacements");
}

export default function ErasurePage() {
  const found = useLoaderData<typeof loader>();
  const wrong = useActionData<typeof action>()?.wrong;
  const write = useTimeWriter();
  const t = useMessages();
  const { name, email, organisations, askedAt, posts, threads, documents, contributions, named } = found;
  const { mentions, alone } = found;
  return (
    <div className="narrow">
      <PageHeader
        title={t("case.title", { name })}
        lead={t("case.lead")}
        crumbs={[{ to: "/secretariat/effacements", label: t("erasures.title") }]}
      />
      <Facts
        facts={[
          { term: t("case.email"), value: email },
          { term: t("case.organisations"), value: organisations.join(", ") },
          {
            term: t("case.asked"),
            value: askedAt ? t("erasures.asked", { date: write(askedAt, "day") }) : t("case.notAsked"),
          },
          { term: t("case.written"), value: t("case.writtenCount", { posts, threads, documents }) },
          { term: t("case.then"), value: t(`erasures.${contributions}`) },
        ]}
      />
      <p>{t("case.gone")}</p>
      {!alone && (
        <Notice tone="warning" title={t("case.shared")}>
          {t("case.sharedHelp")}
        </Notice>
      )}
      {alone && mentions > 0 && (
        <Notice tone="warning" title={t("case.mentions", { count: mentions, name })}>
          {t("case.mentionsHelp")}
        </Notice>
      )}
      {named.length > 0 && (
        <Notice tone="warning" title={t("case.named")}>
          <p>{t("case.namedHelp")}</p>
          <ul>
            {named.map((text) => (
              <li key={text.id}>
                <Link to={`/textes/${addressOf(text)}`}>{text.title}</Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Form method="post" className="form">
        <TextField
          id="adresse"
          name="email"
          type="email"
          label={t("case.typed")}
          errors={wrong ? [t("case.typedWrong")] : undefined}
          autoComplete="off"
          required
        />
        <div className="line">
          <SubmitButton kind="danger" icon={UserX}>
            {t("case.confirm")}
          </SubmitButton>
          <ButtonLink kind="quiet" to="/secretariat/effacements">
            {t("case.back")}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}
