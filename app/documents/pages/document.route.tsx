import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { keepFormOnNetworkError } from "../../http/keep-form";
import { localeOf } from "../../i18n/locale.server";
import { LevelMenu } from "../../notices/level-menu";
import { findLevel } from "../../notices/levels.server";
import { markThingRead } from "../../notices/notices.server";
import { recordVisit } from "../../search/recent.server";
import { namedMeta } from "../../shell/page-meta";
import { takeComment } from "../comments/comment-action.server";
import { listComments } from "../comments/comment-lists.server";
import commentStyles from "../comments/comments.css?url";
import styles from "../documents.css?url";
import { findDocument } from "../documents.server";
import { recordReading } from "../versions/readings.server";
import { ReadingPage } from "./reading-page";

export const handle = {
  messages: [
    "documents.page",
    "documents.aside",
    "documents.status",
    "documents.comments",
    "documents.unanswered",
    "workspaces.sign",
    "workspaces.acts",
    "notices.level",
  ],
};
export const links = () => [styles, commentStyles].map((href) => ({ rel: "stylesheet", href }));
export const meta = namedMeta<{ title: string }>(({ title }) => title);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const document = await findDocument(viewer, idFromAddress(args.params.document), locale);
  const [level, since, { comments }] = await Promise.all([
    findLevel(viewer, "document", document.id),
    recordReading(viewer, document.id),
    listComments(viewer, document.id),
    recordVisit(viewer, "document", document.id),
    markThingRead(viewer, "document", document.id),
  ]);
  return { ...document, level, since, comments };
}

/** Comments on the document. */
export const action = (args: ActionFunctionArgs) => takeComment(args);

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepFormOnNetworkError(() => serverAction<typeof action>());

export default function DocumentRoute() {
  const document = useLoaderData<typeof loader>();
  const answer = useActionData<typeof clientAction>();
  return (
    <ReadingPage
      document={document}
      level={<LevelMenu level={document.level} />}
      since={document.since}
      comments={document.comments}
      shown={answer && "error" in answer ? answer : null}
      unanswered={answer !== undefined && "unanswered" in answer}
    />
  );
}
