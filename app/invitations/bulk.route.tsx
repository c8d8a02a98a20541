import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { readForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { Badge, type BadgeTone } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Eye, Send } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { type LineEffect, type ListLine, type ListRefusal, maxLines } from "./bulk";
import { inviteList, previewList, readListFile } from "./bulk.server";
import { prepareInvitation } from "./invitation-lists.server";
import { useMessages } from "./messages";

export const handle = { messages: ["invitations.bulk"] };
export const meta = pageMeta("invitations.bulk.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const asked = idFromAddress(params.get("structure") ?? undefined);
  const { organisations } = await prepareInvitation(viewer, asked);
  return { organisations, sent: Number.parseInt(params.get("fait") ?? "", 10) || 0 };
}

/** First a preview of each line; then, with the same text, the invitations. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const form = await readForm(args.request);
  const organisation = idFromAddress(String(form.get("organisation") ?? "")) ?? null;
  const read = await readSource(viewer, form);
  if ("refused" in read) {
    return data({ list: null, text: "", organisation, refused: read.refused, empty: false }, { status: 400 });
  }
  const { text } = read;
  if (form.get("what") === "invite") {
    const count = await inviteList(viewer, text, organisation);
    return redirect(`/invitations/liste?fait=${count}`);
  }
  const list = text.trim() === "" ? null : await previewList(viewer, text, organisation);
  const empty = text.trim() === "";
  const refused: ListRefusal | null = list || empty ? null : "unreadable";
  return data({ list, text, organisation, refused, empty }, { status: list ? 200 : 400 });
}

async function readSource(
  viewer: Viewer,
  form: FormData,
): Promise<{ text: string } | { refused: ListRefusal }> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) {
    return await readListFile(viewer, new Uint8Array(await file.arrayBuffer()));
  }
  const text = form.get("text");
  return { text: typeof text === "string" ? text : "" };
}

export default function BulkPage() {
  const { organisations, sent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: t("bulk.one"), to: "/invitations/nouvelle" }]}
        title={t("bulk.title")}
        lead={t("bulk.lead", { most: maxLines })}
      />
      {sent > 0 && !answer && (
        <Notice tone="done" role="status">
          {t("bulk.done", { count: sent })}
        </Notice>
      )}
      {answer && !answer.list && (
        <Notice tone="error" role="alert" title={t(answer.empty ? "bulk.empty" : "bulk.unreadable")}>
          {answer.empty || !answer.refused ? t("bulk.emptyHelp") : <Refusal refused={answer.refused} />}
        </Notice>
      )}
      {answer?.list ? (
        <Preview lines={answer.list.lines} beyond={answer.list.beyond} {...answer} />
      ) : (
        <Form method="post" encType="multipart/form-data" className="form">
          <TextField
            name="file"
            type="file"
            accept=".csv,.xlsx,.txt,.tsv,text/csv"
            label={t("bulk.file")}
            hint={t("bulk.fileHint")}
          />
          <TextArea
            name="text"
            label={t("bulk.text")}
            hint={t("bulk.textHint")}
            rows={6}
            defaultValue={answer?.text ?? ""}
            optional
          />
          <SelectField
            name="organisation"
            label={t("bulk.organisation")}
            hint={t("bulk.organisationHint")}
            placeholder={organisations.length === 1 ? undefined : t("bulk.named")}
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={answer?.organisation ?? organisations[0]?.id}
          />
          <SubmitButton icon={Eye}>{t("bulk.look")}</SubmitButton>
        </Form>
      )}
    </div>
  );
}

function Refusal({ refused }: { refused: ListRefusal }) {
  const t = useMessages();
  return refused === "unreadable" ? t("bulk.unreadableHelp") : t(`bulk.refused.${refused}`);
}

const tones: Record<LineEffect, BadgeTone> = {
  invites: "leaf",
  memberAlready: "neutral",
  invitedAlready: "neutral",
  repeated: "neutral",
  wrong: "alert",
};

interface PreviewProps {
  lines: readonly ListLine[];
  beyond: number;
  text: string;
  organisation: string | null;
}

function Preview({ lines, beyond, text, organisation }: PreviewProps) {
  const t = useMessages();
  const count = lines.filter(({ effect }) => effect === "invites").length;
  return (
    <>
      <Notice title={t("bulk.willInvite", { count })}>
        {t("bulk.nothingYet")} {beyond > 0 && t("bulk.beyond", { count: beyond, most: maxLines })}
      </Notice>
      <Table
        caption={t("bulk.preview", { count: lines.length })}
        rows={lines}
        rowKey={({ line, email }) => `${line} ${email}`}
        columns={[
          { key: "line", header: t("bulk.line"), numeric: true, cell: ({ line }) => line },
          {
            key: "email",
            header: t("bulk.person"),
            heading: true,
            cell: ({ email, name }) => (
              <>
                {email || "—"}
                {name && <p className="meta">{name}</p>}
              </>
            ),
          },
          {
            key: "place",
            header: t("bulk.place"),
            cell: (each) => (
              <>
                {each.organisation || "—"}{" "}
                {each.role === "focal_point" && <span className="meta">{t("bulk.focal")}</span>}
              </>
            ),
          },
          {
            key: "effect",
            header: t("bulk.effect"),
            cell: ({ effect, problem }) => (
              <Badge tone={tones[effect]}>
                {problem ? t(`bulk.problem.${problem}`) : t(`bulk.effect.${effect}`)}
              </Badge>
            ),
          },
        ]}
      />
      <div className="line">
        {count > 0 && (
          <Form method="post" action="/invitations/liste">
            <input type="hidden" name="what" value="invite" />
            <input type="hidden" name="text" value={text} />
            <input type="hidden" name="organisation" value={organisation ?? ""} />
            <SubmitButton icon={Send}>{t("bulk.invite", { count })}</SubmitButton>
          </Form>
        )}
        <Form method="get" action="/invitations/liste">
          <SubmitButton kind="plain">{t("bulk.again")}</SubmitButton>
        </Form>
      </div>
    </>
  );
}
