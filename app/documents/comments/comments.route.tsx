import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { keepFormOnNetworkError } from "../../http/keep-form";
import { pageMeta } from "../../shell/page-meta";
import { EmptyState } from "../../ui/empty-state";
import { MessagesSquare } from "../../ui/icons";
import { PageHeader } from "../../ui/page-header";
import { ViewSwitch } from "../../ui/view-switch";
import { documentPath } from "../documents";
import { useMessages } from "../messages";
import { takeComment } from "./comment-action.server";
import { CommentAnswer } from "./comment-answer";
import { listComments } from "./comment-lists.server";
import { commentFilters, commentsPath } from "./comments";
import styles from "./comments.css?url";
import { CommentForm, CommentThreads } from "./comments-section";

export const handle = { messages: ["documents.comments", "documents.unanswered"] };
export const links = () => [{ rel: "stylesheet", href: styles }];
export const meta = pageMeta("documents.comments.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const asked = new URL(args.request.url).searchParams.get("etat");
  const filter = commentFilters.find((one) => one === asked) ?? "open";
  const { document, comments } = await listComments(viewer, idFromAddress(args.params.document), filter);
  const { id, slug, title } = document;
  return { document: { id, slug, title }, comments, filter };
}

/** Comments on a passage, replies, resolves, reopens, deletes. */
export const action = (args: ActionFunctionArgs) => takeComment(args);

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

/** All comments of a document, with those that are resolved. */
export default function CommentsPage() {
  const { document, comments, filter } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof clientAction>();
  const t = useMessages();
  const path = documentPath(document);
  const shown = answer && "error" in answer ? answer : null;
  return (
    <div className="flow">
      <PageHeader crumbs={[{ label: document.title, to: path }]} title={t("comments.title")} />
      <CommentAnswer refused={shown !== null} unanswered={answer !== undefined && "unanswered" in answer} />
      <ViewSwitch
        label={t("comments.filter")}
        choices={commentFilters.map((one) => ({
          to: one === "open" ? commentsPath(path) : `${commentsPath(path)}?etat=${one}`,
          label: t(`comments.filter.${one}`),
          current: one === filter,
        }))}
      />
      {comments.threads.length === 0 ? (
        <EmptyState icon={MessagesSquare} title={t("comments.none")}>
          {t(comments.mayComment ? "comments.noneHelp" : "comments.noneReader")}
        </EmptyState>
      ) : (
        <CommentThreads comments={comments} passages={path} />
      )}
      <CommentForm comments={comments} shown={shown} />
    </div>
  );
}
