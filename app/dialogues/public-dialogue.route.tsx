import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { idFromAddress } from "../http/addresses";
import { namedMeta } from "../shell/page-meta";
import { Section } from "../ui/columns";
import { Facts } from "../ui/facts";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { Time } from "../ui/time";
import { findPublicDialogue } from "./dialogues.server";
import { useMessages } from "./messages";

export const handle = {
  messages: [
    "dialogues.public",
    "dialogues.format",
    "dialogues.presence",
    "dialogues.quality",
    "dialogues.commitment",
  ],
};
export const meta = namedMeta<{ dialogue: { title: string } }>(({ dialogue }) => dialogue.title);

/** The public page of a dialogue that the secretariat published; the same for everybody. */
export async function loader(args: LoaderFunctionArgs) {
  return { dialogue: await findPublicDialogue(idFromAddress(args.params.dialogue)) };
}

export default function PublicDialoguePage() {
  const { dialogue } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader title={dialogue.title} lead={dialogue.subject} />
      {dialogue.demonstration && <Notice tone="info">{t("public.demonstration")}</Notice>}
      <Facts
        facts={[
          { term: t("public.date"), value: <Time at={dialogue.startsOn} /> },
          { term: t("public.place"), value: dialogue.place },
          { term: t("public.format"), value: t(`format.${dialogue.format}`) },
          { term: t("public.agenda"), value: dialogue.agenda.map(({ title }) => title).join(" · ") },
        ]}
      />
      {dialogue.attendances.length > 0 && (
        <Section id="presence" title={t("public.attendance")}>
          <Table
            caption={t("public.attendance")}
            hideCaption
            rows={dialogue.attendances}
            rowKey={({ id }) => id}
            columns={[
              { key: "name", header: t("public.organisation"), heading: true, cell: ({ name }) => name },
              { key: "quality", header: t("public.quality"), cell: ({ quality }) => t(`quality.${quality}`) },
              {
                key: "presence",
                header: t("public.presence"),
                cell: ({ presence }) => t(`presence.${presence}`),
              },
              {
                key: "size",
                header: t("public.delegation"),
                numeric: true,
                cell: ({ delegation }) => delegation ?? "–",
              },
            ]}
          />
        </Section>
      )}
      {dialogue.commitments.length > 0 && (
        <Section id="engagements" title={t("public.commitments")}>
          <Table
            caption={t("public.commitments")}
            hideCaption
            rows={dialogue.commitments}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "text",
                header: t("public.what"),
                heading: true,
                cell: ({ text, disputed }) =>
                  disputed ? `${text} – ${t("commitment.disputed")} ${disputed}` : text,
              },
              { key: "who", header: t("public.who"), cell: ({ authority }) => authority },
              {
                key: "when",
                header: t("public.when"),
                cell: ({ dueText, dueOn }) => dueText ?? dueOn ?? t("commitment.undated"),
              },
              { key: "state", header: t("public.state"), cell: ({ state }) => t(`commitment.${state}`) },
            ]}
          />
        </Section>
      )}
      {dialogue.recommendations.length > 0 && (
        <Section id="recommandations" title={t("public.recommendations")}>
          <ol className="links">
            {dialogue.recommendations.map(({ number, text }) => (
              <li key={number} value={number} dir="auto">
                {text}
              </li>
            ))}
          </ol>
        </Section>
      )}
    </div>
  );
}
