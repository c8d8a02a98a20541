import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { today } from "../network/today.server";
import { pageMeta } from "../shell/page-meta";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { useTimeWriter } from "../ui/time";
import { dialoguePath } from "./dialogues";
import { findDialogue } from "./dialogues.server";
import { useMessages } from "./messages";

export const handle = { messages: ["dialogues.promises", "dialogues.commitment"] };
export const meta = pageMeta("dialogues.promises.title");

/** One sheet for the next minister: what the State promised in this dialogue and the one before, by authority. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const dialogue = await findDialogue(viewer, idFromAddress(args.params.dialogue));
  const commitments = [...dialogue.commitments, ...(dialogue.previous?.commitments ?? [])];
  return { dialogue, commitments, day: await today() };
}

export default function PromisesPage() {
  const { dialogue, commitments, day } = useLoaderData<typeof loader>();
  const t = useMessages();
  const write = useTimeWriter();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: dialoguePath(dialogue), label: dialogue.title }]}
        title={t("promises.title")}
        lead={dialogue.title}
        meta={t("promises.made", { date: write(day, "day"), count: commitments.length })}
      />
      {commitments.length === 0 ? (
        <p>{t("promises.none")}</p>
      ) : (
        <Table
          caption={t("promises.title")}
          hideCaption
          rows={commitments}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "text",
              header: t("promises.what"),
              heading: true,
              cell: ({ text, disputed }) =>
                disputed ? `${text} – ${t("commitment.disputed")} ${disputed}` : text,
            },
            { key: "who", header: t("promises.who"), cell: ({ authority }) => authority.name },
            {
              key: "due",
              header: t("promises.when"),
              cell: ({ dueText, dueOn, former }) =>
                [
                  dueText ?? dueOn ?? t("commitment.undated"),
                  former.length > 0 && t("promises.before", { dates: former.join(", ") }),
                ]
                  .filter(Boolean)
                  .join(" – "),
            },
            {
              key: "state",
              header: t("promises.state"),
              cell: ({ state, overdue }) =>
                `${t(`commitment.${state}`)}${overdue ? ` – ${t("commitment.late")}` : ""}`,
            },
          ]}
        />
      )}
    </div>
  );
}
