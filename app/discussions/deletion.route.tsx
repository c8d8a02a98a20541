import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { readBinDays } from "../network/bin.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Trash2 } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { BodyView } from "../writing/body-view";
import discussionStyles from "./discussions.css?url";
import { useMessages } from "./messages";
import { deletePost, findDeletablePost } from "./posts.server";
import { postPath, threadDonePath } from "./threads";

export const handle = { messages: ["discussions.deletion"] };
export const links = () => [{ rel: "stylesheet", href: discussionStyles }];
export const meta = pageMeta("discussions.deletion.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [found, binDays] = await Promise.all([findDeletablePost(viewer, ...placeIn(args)), readBinDays()]);
  return { ...found, binDays };
}

/** Deletes a post after confirmation on this page. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const { threadId } = await deletePost(viewer, ...placeIn(args));
  return redirect(threadDonePath(threadId, "deleted"));
}

const placeIn = ({ params }: LoaderFunctionArgs) =>
  [idFromAddress(params.thread), idFromAddress(params.post)] as const;

export default function DeletionPage() {
  const { post, thread, binDays } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: thread.title, to: postPath(thread, post.id) }]}
        title={t("deletion.title")}
        lead={t(post.mine ? "deletion.lead" : "deletion.leadOther", { author: post.author })}
      />
      <blockquote>
        <BodyView blocks={post.body} />
      </blockquote>
      <p>{t("deletion.bin", { days: binDays })}</p>
      <Form method="post" className="line">
        <SubmitButton kind="danger" icon={Trash2}>
          {t("deletion.submit")}
        </SubmitButton>
        <ButtonLink kind="quiet" to={postPath(thread, post.id)}>
          {t("deletion.cancel")}
        </ButtonLink>
      </Form>
    </div>
  );
}
