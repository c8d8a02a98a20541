import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listAuthorityNames } from "../authorities/authorities.server";
import { isSecretariat, mayWrite } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import styles from "../recommendations/recommendations.css?url";
import { namedMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { Globe, Lock, Plus, Printer } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { AgendaSection, AttendanceSection } from "./attendance-section";
import { CommitmentRows } from "./commitment-rows";
import { changeDialogue } from "./dialogue-acts.server";
import { CommitmentForm, StateForms } from "./dialogue-forms";
import { dialoguePath } from "./dialogues";
import { findDialogue } from "./dialogues.server";
import { dialogueActSchema } from "./dialogues-form.server";
import { listInvitable } from "./invitable.server";
import { useMessages } from "./messages";
import { MinutesSection } from "./minutes-section";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = {
  messages: [
    "dialogues.page",
    "dialogues.state",
    "dialogues.format",
    "dialogues.commitment",
    "dialogues.presence",
    "dialogues.quality",
  ],
};
export const meta = namedMeta<{ dialogue: { title: string } }>(({ dialogue }) => dialogue.title);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const dialogue = await findDialogue(viewer, idFromAddress(args.params.dialogue));
  const writes = mayWrite(viewer);
  const [authorities, invitable] = writes
    ? await Promise.all([listAuthorityNames(viewer), listInvitable(viewer)])
    : [[], []];
  return {
    dialogue,
    authorities,
    invitable,
    writes,
    secretariat: isSecretariat(viewer),
    key: newIdempotencyKey(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.dialogue);
  const submission = await parseForm(args.request, dialogueActSchema);
  if (submission.status !== "success") {
    const wrong = Object.keys(submission.error ?? {});
    if (!wrong.some((name) => ["text", "title", "words", "due", "authority"].includes(name))) badRequest();
    return data({ refused: "words" as const }, { status: 400 });
  }
  const refused = await changeDialogue(viewer, id, submission.value);
  if (refused) return data({ refused }, { status: 409 });
  return redirect(dialoguePath({ id: id ?? "", slug: "x" }));
}

export default function DialogueRoute() {
  const { dialogue, authorities, invitable, writes, secretariat, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/dialogues", label: t("page.crumb") }]}
        title={dialogue.title}
        lead={dialogue.subject}
        state={
          <>
            <Badge>{t(`state.${dialogue.state}`)}</Badge>
            {dialogue.publishedAt && (
              <Badge tone="leaf" icon={Globe}>
                {t("page.public")}
              </Badge>
            )}
            {dialogue.demonstration && <Badge tone="ochre">{t("page.demonstration")}</Badge>}
          </>
        }
        actions={
          <ButtonLink icon={Printer} to={dialoguePath(dialogue, "promesses")}>
            {t("page.promises")}
          </ButtonLink>
        }
      />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t(`page.refused.${answer.refused}`)}>
          {t("page.refusedHelp")}
        </Notice>
      )}
      <Facts
        facts={[
          {
            term: t("page.date"),
            value: (
              <>
                <Time at={dialogue.startsOn} />
                {dialogue.endsOn && " – "}
                {dialogue.endsOn && <Time at={dialogue.endsOn} />}
              </>
            ),
          },
          {
            term: t("page.postponed"),
            value:
              dialogue.former.length > 0 &&
              t("page.formerDates", { count: dialogue.former.length, dates: dialogue.former.join(", ") }),
          },
          { term: t("page.place"), value: dialogue.place },
          { term: t("page.format"), value: t(`format.${dialogue.format}`) },
          {
            term: t("page.source"),
            value: dialogue.url && (
              <a href={dialogue.url} rel="noreferrer">
                {new URL(dialogue.url).hostname}
              </a>
            ),
          },
          {
            term: t("page.space"),
            value: dialogue.space && (
              <Link to={`/espaces/${dialogue.space.id}-${dialogue.space.slug}`}>{dialogue.space.name}</Link>
            ),
          },
        ]}
      />
      {dialogue.previous && dialogue.previous.commitments.length > 0 && (
        <Section
          id="avant"
          title={t("page.before")}
          more={<Link to={dialoguePath(dialogue.previous)}>{dialogue.previous.title}</Link>}
        >
          <CommitmentRows label={t("page.before")} commitments={dialogue.previous.commitments} />
        </Section>
      )}
      <AgendaSection dialogue={dialogue} invitable={invitable} writes={writes} formKey={key} />
      <AttendanceSection dialogue={dialogue} invitable={invitable} writes={writes} />
      <Section id="engagements" title={t("page.commitments")}>
        {dialogue.commitments.length === 0 && <p>{t("page.noCommitment")}</p>}
        <CommitmentRows label={t("page.commitments")} commitments={dialogue.commitments} writes={writes} />
        {writes && <CommitmentForm authorities={authorities} formKey={key} />}
      </Section>
      <Section id="recommandations" title={t("page.recommendations")}>
        {dialogue.recommendations.length === 0 && <p>{t("page.noRecommendation")}</p>}
        <ul className="links">
          {dialogue.recommendations.map(({ id, number, text }) => (
            <li key={id}>
              <Link to={`/recommandations/${id}`}>{number}</Link> <span dir="auto">{text}</span>
            </li>
          ))}
        </ul>
        {writes && (
          <ButtonLink icon={Plus} to={`/recommandations/nouvelle?dialogue=${dialogue.id}`}>
            {t("page.formulate")}
          </ButtonLink>
        )}
      </Section>
      <MinutesSection dialogue={dialogue} writes={writes} />
      {writes && <StateForms dialogue={dialogue} />}
      {secretariat && (
        <Section id="publication" title={t("page.publication")}>
          <p>
            {t(dialogue.publishedAt ? "page.isPublic" : "page.notPublic")}{" "}
            {dialogue.publishedAt && (
              <Link to={`/dialogues-publics/${dialogue.id}-${dialogue.slug}`}>{t("page.seePublic")}</Link>
            )}
          </p>
          <Form method="post" preventScrollReset>
            <input type="hidden" name="what" value={dialogue.publishedAt ? "unpublish" : "publish"} />
            <SubmitButton kind="plain" icon={dialogue.publishedAt ? Lock : Globe}>
              {t(dialogue.publishedAt ? "page.unpublish" : "page.publish")}
            </SubmitButton>
          </Form>
        </Section>
      )}
    </div>
  );
}
