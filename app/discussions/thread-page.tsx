import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { AttachField } from "../files/attach-field";
import { addressOf } from "../http/addresses";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Columns } from "../ui/columns";
import { ConnectionNotice } from "../ui/connection-notice";
import { Form } from "../ui/form";
import { CheckCheck, ChevronDown, ChevronUp } from "../ui/icons";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { SecretariatLink } from "../ui/secretariat-link";
import { SpaceBadges } from "../workspaces/space-badges";
import { spacePath } from "../workspaces/spaces";
import { excerptOf } from "../writing/body";
import { Composer, type Refusal, useScripted } from "../writing/composer";
import { KeptDrafts } from "../writing/kept-drafts";
import { applyChanges, type CaughtUpChanges } from "../writing/merge-changes";
import { RefusalNotice, RefusedWords } from "../writing/refusal-notice";
import { useCatchUp } from "../writing/use-catch-up";
import { useMessages } from "./messages";
import { NewPostsAnnouncement, NewPostsButton, useNewPosts } from "./new-posts-notice";
import { firstNewOf, PostList } from "./post-list";
import type { PostView } from "./posts";
import { Presence, Typing } from "./presence";
import { type Quoted, Quoting } from "./quotation";
import { ThreadActs } from "./thread-acts";
import { ThreadAside } from "./thread-aside";
import { ThreadTags } from "./thread-tags";
import { type ThreadPage, threadPath } from "./threads";
import { useReadMark } from "./use-read-mark";
import { useSteadyReading } from "./use-steady-reading";
import { useThreadLive } from "./use-thread-live";

interface ThreadViewProps {
  /** The menu that sets how loud the thread is for the reader. */
  level: ReactNode;
  thread: ThreadPage;
  /** The initial text of the form, when it is not the draft. */
  given: string | null;
  refusal: Refusal | null;
}

/** A thread with live updates. */
export function ThreadView({ thread, level, given, refusal }: ThreadViewProps) {
  const t = useMessages();
  const { caught, catchUp, take } = useCatchUp<PostView>(threadPath({ id: thread.id }), thread.change);
  const live = useThreadLive(thread.id, catchUp, take);
  const posts = usePosts(thread, caught);
  const [readUpTo] = useState(thread.readUpTo);
  const end = useRef<HTMLDivElement>(null);
  const { arrived, unseen, endInSight } = useNewPosts(posts, end);
  const box = useRef<HTMLTextAreaElement>(null);
  const { quoted, quote, unquote } = useQuoting(thread, posts, box);
  useSteadyReading(posts);
  useReadMark(thread.id, Math.max(thread.change, caught.change), endInSight && thread.later === 0);
  const [theme] = thread.themes;
  const news = firstNewOf(posts, readUpTo) !== undefined;
  return (
    <>
      {live.state === "away" && <ConnectionNotice state="reconnecting">{t("thread.away")}</ConnectionNotice>}
      {live.state === "signed-out" && (
        <ConnectionNotice state="offline">{t("thread.signedOut")}</ConnectionNotice>
      )}
      <PageHeader
        crumbs={[
          { label: thread.space.name, to: spacePath(thread.space) },
          ...(theme ? [{ label: theme.name, to: `/themes/${addressOf(theme)}` }] : []),
        ]}
        title={thread.title}
        state={
          <>
            <SpaceBadges space={thread.space} />
            {thread.closedAt && <Badge tone="ochre">{t("thread.closed")}</Badge>}
          </>
        }
        actions={
          <>
            {level}
            <ThreadActs thread={thread} />
          </>
        }
        meta={
          <>
            <span className="number">{t("thread.posts", { count: thread.total })}</span>
            <span>{t("thread.organisations", { count: thread.participants.length })}</span>
            {news && <a href="#nouveau">{t("thread.toNew")}</a>}
            <Presence presence={live.presence} />
            <ThreadTags tags={thread.tags} />
          </>
        }
      />
      <Columns asideLabel={t("aside.label")} aside={<ThreadAside thread={thread} />}>
        <div className="thread">
          <Around thread={thread} posts={posts} side="earlier" />
          <PostList
            posts={posts}
            thread={thread}
            writes={thread.writing !== null}
            readUpTo={readUpTo}
            arrived={new Set(arrived.map(({ id }) => id))}
            readers={thread.later === 0 ? thread.readers : null}
            onQuote={quote}
          />
          <div ref={end} />
          <Around thread={thread} posts={posts} side="later" />
          <MarkAsRead thread={thread} news={news} />
          <Typing names={live.typing} />
          {thread.writing ? (
            <Composer
              place={{ id: thread.id, path: threadPath(thread) }}
              title={t("thread.write")}
              drafts={thread.drafts}
              posts={posts}
              given={given}
              refusal={refusal}
              box={box}
              key={thread.id}
              writing={thread.writing}
              live={live.state}
              onTyping={live.sayTyping}
              above={quoted && <Quoting quoted={quoted} thread={thread} onRemove={unquote} />}
            >
              <AttachField space={thread.space.id} />
            </Composer>
          ) : (
            <ReadOnly thread={thread} given={given} refusal={refusal} />
          )}
          <NewPostsButton arrived={arrived} unseen={unseen} />
          <NewPostsAnnouncement arrived={arrived} />
        </div>
      </Columns>
    </>
  );
}

/** For readers: the reason, and their unposted words to copy. */
function ReadOnly({ thread, given, refusal }: Omit<ThreadViewProps, "level">) {
  const t = useMessages();
  const refused = refusal && refusal !== "unanswered" ? refusal : null;
  const isKept = thread.drafts.some(({ body }) => body === given);
  return (
    <section className="flow" id="ecrire">
      {refused && <RefusalNotice refusal={refused} />}
      {refused && given && !isKept && <RefusedWords body={given} />}
      <KeptDrafts place={{ id: thread.id, path: threadPath(thread) }} drafts={thread.drafts} writes={false} />
      {thread.closedAt ? (
        <Notice title={t("thread.closedTitle")}>{t("thread.closedHelp")}</Notice>
      ) : (
        <p className="meta">
          {t("thread.readOnly")} <SecretariatLink />
        </p>
      )}
    </section>
  );
}

function usePosts(thread: ThreadPage, caught: CaughtUpChanges<PostView>): PostView[] {
  const before = useRef<{ thread: ThreadPage; caught: typeof caught; posts: PostView[] }>();
  if (before.current?.thread !== thread || before.current.caught !== caught) {
    before.current = { thread, caught, posts: applyChanges(thread.posts, caught, thread.later === 0) };
  }
  return before.current.posts;
}

/** The post that the form answers: named by the address at first, then by the buttons; none once the reply has arrived. */
function useQuoting(thread: ThreadPage, posts: readonly PostView[], box: RefObject<HTMLTextAreaElement>) {
  const [quoted, setQuoted] = useState<Quoted | null>(thread.quoted);
  const last = useRef(0);
  last.current = posts.at(-1)?.number ?? 0;
  const since = useRef(last.current);
  const arrived = posts.some(
    ({ mine, number, quote }) =>
      mine && number > since.current && quote && "post" in quote && quote.post === quoted?.id,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the address names another post
  useEffect(() => {
    since.current = last.current;
    setQuoted(thread.quoted);
  }, [thread.quoted?.id]);
  useEffect(() => {
    if (arrived) setQuoted(null);
  }, [arrived]);
  const quote = useCallback(
    ({ id, author, body }: PostView) => {
      since.current = last.current;
      setQuoted({ id, author, excerpt: excerptOf(body) });
      box.current?.focus();
      box.current?.scrollIntoView({ block: "center" });
    },
    [box],
  );
  return { quoted, quote, unquote: () => setQuoted(null) };
}

interface AroundProps {
  thread: ThreadPage;
  posts: readonly PostView[];
  side: "earlier" | "later";
}

/** The link to the posts before or after the shown ones. */
function Around({ thread, posts, side }: AroundProps) {
  const t = useMessages();
  const count = thread[side];
  if (count === 0) return null;
  const edge = side === "earlier" ? posts[0] : posts.at(-1);
  const search = side === "earlier" ? `avant=${edge?.number ?? 0}` : `apres=${edge?.number ?? 0}`;
  const Icon = side === "earlier" ? ChevronUp : ChevronDown;
  return (
    <p className={`around ${side}`}>
      <Link to={`${threadPath(thread)}?${search}`} className="button plain">
        <Icon aria-hidden="true" />
        <span className="button-text">{t(`thread.${side}`, { count })}</span>
      </Link>
      {side === "later" && <Link to={`${threadPath(thread)}#ecrire`}>{t("thread.toEnd")}</Link>}
    </p>
  );
}

/** The button that sets the read mark without scripts; with scripts `useReadMark` does it. */
function MarkAsRead({ thread, news }: { thread: ThreadPage; news: boolean }) {
  const t = useMessages();
  const scripted = useScripted();
  if (scripted || thread.later > 0 || (!news && thread.readUpTo !== null)) return null;
  return (
    <Form method="post" action={`${threadPath(thread)}/lecture`} className="mark-read">
      <input type="hidden" name="change" value={thread.change} />
      <SubmitButton kind="quiet" small icon={CheckCheck}>
        {t("thread.markRead")}
      </SubmitButton>
    </Form>
  );
}
