import { useFetcher } from "@remix-run/react";
import type { FormEvent } from "react";
import { HandHeart, MessageCircleQuestion, ThumbsUp } from "../ui/icons";
import { useMessages } from "./messages";
import { type PostView, type ReactionKind, type ReactionView, reactionKinds } from "./posts";
import { threadPath } from "./threads";

const icons = { agree: ThumbsUp, discuss: MessageCircleQuestion, thanks: HandHeart };

interface ReactionsProps {
  post: PostView;
  thread: { id: string; slug: string };
  /** The viewer may react too. */
  writes: boolean;
}

/**
 * The reactions to a post: a button for each kind that was given, which adds or removes the viewer's own, and one small
 * button that opens the kinds still missing.
 */
export function Reactions({ post, thread, writes }: ReactionsProps) {
  const fetcher = useFetcher();
  const reactions = withPressed(post.reactions, fetcher.formData);
  if (!writes) return <Given reactions={reactions} />;
  const given = reactions.filter(({ names }) => names.length > 0);
  const missing = reactions.filter(({ names }) => names.length === 0);
  return (
    <fetcher.Form
      method="post"
      action={`${threadPath(thread)}/messages/${post.id}/reactions`}
      className="reactions"
      onSubmit={closeMenu}
    >
      {given.map((reaction) => (
        <Pill key={reaction.kind} reaction={reaction} />
      ))}
      {missing.length > 0 && <ReactMenu author={post.author} kinds={missing.map(({ kind }) => kind)} />}
    </fetcher.Form>
  );
}

/** The open menu is the browser's state, which rendering does not change. */
function closeMenu({ currentTarget }: FormEvent<HTMLFormElement>) {
  const menu = currentTarget.querySelector("details");
  if (menu) menu.open = false;
}

function ReactMenu({ author, kinds }: { author: string; kinds: readonly ReactionKind[] }) {
  const t = useMessages();
  return (
    <details className="menu start post-menu" name="post-menu">
      <summary className="reaction" aria-label={t("reactions.reactTo", { author })}>
        {t("reactions.react")}
      </summary>
      <div className="menu-panel">
        {kinds.map((kind) => (
          <button key={kind} type="submit" name="give" value={kind}>
            {t(`reactions.${kind}`)}
          </button>
        ))}
      </div>
    </details>
  );
}

function Pill({ reaction: { kind, names, mine } }: { reaction: ReactionView }) {
  const t = useMessages();
  const Icon = icons[kind];
  return (
    <button
      type="submit"
      name={mine ? "withdraw" : "give"}
      value={kind}
      className="reaction"
      aria-pressed={mine}
      title={names.join(", ")}
    >
      <Icon aria-hidden="true" />
      {t(`reactions.${kind}`)} <span className="number">{names.length}</span>
    </button>
  );
}

/** For readers: the reactions without buttons. */
function Given({ reactions }: { reactions: readonly ReactionView[] }) {
  const t = useMessages();
  const given = reactions.filter(({ names }) => names.length > 0);
  if (given.length === 0) return null;
  return (
    <ul className="reactions">
      {given.map(({ kind, names }) => {
        const Icon = icons[kind];
        return (
          <li key={kind} className="reaction" title={names.join(", ")}>
            <Icon aria-hidden="true" />
            {t(`reactions.${kind}`)} <span className="number">{names.length}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Every kind, with the pending submission applied. */
function withPressed(reactions: readonly ReactionView[], pressed: FormData | undefined): ReactionView[] {
  return reactionKinds.map((kind) => {
    const now = reactions.find((reaction) => reaction.kind === kind) ?? { kind, names: [], mine: false };
    const given = isPressed(pressed, "give", kind) && !now.mine;
    const taken = isPressed(pressed, "withdraw", kind) && now.mine;
    if (!given && !taken) return now;
    return { kind, mine: given, names: given ? [...now.names, "…"] : now.names.slice(1) };
  });
}

const isPressed = (pressed: FormData | undefined, name: "give" | "withdraw", kind: ReactionKind) =>
  pressed?.get(name) === kind;
