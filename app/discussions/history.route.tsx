import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { EyeOff } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { BodyView } from "../writing/body-view";
import discussionStyles from "./discussions.css?url";
import { useMessages } from "./messages";
import { findHistory, redactVersion, type VersionView } from "./post-versions.server";
import { redactionSchema } from "./posts-form.server";
import { postPath, threadPath } from "./threads";

export const handle = { messages: ["discussions.history"] };
export const links = () => [{ rel: "stylesheet", href: discussionStyles }];
export const meta = pageMeta("discussions.history.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const done = new URL(args.request.url).searchParams.has("fait");
  return { ...(await findHistory(viewer, ...placeIn(args))), done };
}

/** Redacts one earlier version. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, redactionSchema);
  if (submission.status !== "success") badRequest();
  const [thread, post] = placeIn(args);
  await redactVersion(viewer, thread, post, submission.value.version);
  return redirect(`${threadPath({ id: thread ?? "" })}/messages/${post}/historique?fait=1`);
}

const placeIn = ({ params }: LoaderFunctionArgs) =>
  [idFromAddress(params.thread), idFromAddress(params.post)] as const;

export default function HistoryPage() {
  const { post, thread, author, versions, mayRedact, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      {done && <Flash>{t("history.redacted")}</Flash>}
      <PageHeader
        crumbs={[{ label: thread.title, to: postPath(thread, post) }]}
        title={t("history.title")}
        lead={t("history.lead", { author })}
      />
      <ol className="posts">
        {versions.map((version) => (
          <Version key={version.id} version={version} mayRedact={mayRedact} />
        ))}
      </ol>
    </div>
  );
}

function Version({ version, mayRedact }: { version: VersionView; mayRedact: boolean }) {
  const t = useMessages();
  const { id, writtenAt, blocks } = version;
  return (
    <li className="version">
      <h2 className="post-author">
        <Time at={writtenAt} look="moment" /> {!id && <span className="meta">· {t("history.present")}</span>}
      </h2>
      {blocks ? <BodyView blocks={blocks} /> : <p className="meta">{t("history.gone")}</p>}
      {id && blocks && mayRedact && (
        <Dialog
          small
          kind="quiet"
          icon={EyeOff}
          opener={t("history.redact")}
          title={t("history.redactTitle")}
        >
          <Form method="post" className="flow">
            <input type="hidden" name="version" value={id} />
            <p>{t("history.redactHelp")}</p>
            <DialogActions>
              <SubmitButton kind="danger" icon={EyeOff}>
                {t("history.redact")}
              </SubmitButton>
            </DialogActions>
          </Form>
        </Dialog>
      )}
    </li>
  );
}
