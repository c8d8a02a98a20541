import { useId } from "react";
import { ButtonLink, SubmitButton } from "../../ui/button";
import { Form } from "../../ui/form";
import { CircleCheck, MessageSquarePlus, RotateCw, Send, Trash2 } from "../../ui/icons";
import { TextArea } from "../../ui/inputs";
import { Time } from "../../ui/time";
import { BodyView } from "../../writing/body-view";
import { useMessages } from "../messages";
import { maxQuotationLength } from "./anchors-limits";
import {
  type CommentThreadView,
  type CommentView,
  commentsPath,
  type DocumentComments,
  passageHref,
} from "./comments";

interface ThreadListProps {
  comments: DocumentComments;
  /** The address of the reading page, where the passages are; empty on that page itself. */
  passages: string;
}

/** The comments of a document, each with the passage it is about. */
export function CommentThreads({ comments, passages }: ThreadListProps) {
  return (
    <ol className="comment-threads">
      {comments.threads.map((thread) => (
        <Thread
          key={thread.id}
          thread={thread}
          passages={passages}
          answerKey={comments.mayComment ? `${comments.key}-${thread.id.slice(-12)}` : null}
        />
      ))}
    </ol>
  );
}

interface ThreadProps {
  thread: CommentThreadView;
  passages: string;
  /** The idempotency key of the next reply; null for those who may not comment. */
  answerKey: string | null;
}

function Thread({ thread, passages, answerKey }: ThreadProps) {
  const t = useMessages();
  const { id, resolved, quotation, location, comments, mayResolve } = thread;
  const own = comments.filter(({ mine }) => mine).length;
  return (
    <li className="comment-thread" id={`commentaire-${id}`}>
      {location ? (
        <blockquote className="comment-quotation" dir="auto">
          <a
            href={`${passages}${passageHref(quotation)}`}
            aria-label={t("comments.toPassage", { quotation })}
          >
            {quotation}
          </a>
        </blockquote>
      ) : (
        <>
          <p className="meta">{t("comments.deletedPassage")}</p>
          <blockquote className="comment-quotation" dir="auto">
            <s>{quotation}</s>
          </blockquote>
        </>
      )}
      {comments.map((comment) => (
        <Comment key={comment.id} comment={comment} />
      ))}
      {answerKey && (
        <div className="line comment-acts">
          <details className="comment-answer">
            <summary className="button quiet small">{t("comments.answer")}</summary>
            {/* A new form once the reply stands in the thread: this one keeps what is being written. */}
            <Form key={own} method="post" className="form" preventScrollReset>
              <input type="hidden" name="what" value="reply" />
              <input type="hidden" name="thread" value={id} />
              <input type="hidden" name="key" value={answerKey} />
              <TextArea name="body" label={t("comments.body")} rows={3} required />
              <SubmitButton small kind="plain" icon={Send}>
                {t("comments.send")}
              </SubmitButton>
            </Form>
          </details>
          {mayResolve && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="what" value={resolved ? "reopen" : "resolve"} />
              <input type="hidden" name="thread" value={id} />
              <SubmitButton small kind="quiet" icon={resolved ? RotateCw : CircleCheck}>
                {t(resolved ? "comments.reopen" : "comments.resolve")}
              </SubmitButton>
            </Form>
          )}
        </div>
      )}
    </li>
  );
}

function Comment({ comment }: { comment: CommentView }) {
  const t = useMessages();
  const { id, author, organisation, at, body, mayDelete } = comment;
  return (
    <article className="comment">
      <p className="comment-head">
        <strong>{author}</strong>
        {organisation && <span className="meta"> · {organisation}</span>}
        <span className="meta">
          {" "}
          · <Time at={at} look="short" />
        </span>
      </p>
      {body ? <BodyView blocks={body} /> : <p className="meta">{t("comments.deleted")}</p>}
      {mayDelete && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="what" value="delete" />
          <input type="hidden" name="comment" value={id} />
          <SubmitButton small kind="quiet" icon={Trash2}>
            {t("comments.delete")}
          </SubmitButton>
        </Form>
      )}
    </article>
  );
}

/** Words that could not be written, to be sent again. */
export interface ShownComment {
  quotation: string;
  body: string;
  error: "quotation" | "body";
}

interface CommentFormProps {
  comments: DocumentComments;
  shown?: ShownComment | null;
}

/** The form of a comment on a passage: filled by a selection in the text, or by its words. */
export function CommentForm({ comments, shown }: CommentFormProps) {
  const t = useMessages();
  const title = useId();
  if (!comments.mayComment) return null;
  const own = comments.threads.filter(({ comments: [first] }) => first?.mine).length;
  return (
    <section className="comment-form" aria-labelledby={title} id="commenter">
      <h3 id={title}>{t("comments.formTitle")}</h3>
      <Form key={own} method="post" className="form" preventScrollReset>
        <input type="hidden" name="what" value="comment" />
        <input type="hidden" name="key" value={comments.key} />
        <input type="hidden" name="block" />
        <input type="hidden" name="from" />
        <TextArea
          name="quotation"
          label={t("comments.quotation")}
          hint={t("comments.quotationHint")}
          rows={2}
          maxLength={maxQuotationLength}
          defaultValue={shown?.quotation ?? ""}
          errors={shown?.error === "quotation" ? t("comments.quotationWrong") : undefined}
          required
        />
        <TextArea
          name="body"
          label={t("comments.body")}
          rows={4}
          defaultValue={shown?.body ?? ""}
          errors={shown?.error === "body" ? t("comments.bodyWrong") : undefined}
          required
        />
        <SubmitButton kind="plain" icon={MessageSquarePlus}>
          {t("comments.send")}
        </SubmitButton>
      </Form>
    </section>
  );
}

/** What stands beside the text: its open comments, and the way to the others. */
export function CommentsAside({ path, comments, shown }: CommentFormProps & { path: string }) {
  const t = useMessages();
  return (
    <>
      {comments.threads.length === 0 && <p className="meta">{t("comments.none")}</p>}
      <CommentThreads comments={comments} passages="" />
      <CommentForm comments={comments} shown={shown} />
      {comments.resolved > 0 && (
        <ButtonLink small kind="quiet" to={`${commentsPath(path)}?etat=resolved`}>
          {t("comments.toResolved", { count: comments.resolved })}
        </ButtonLink>
      )}
    </>
  );
}
