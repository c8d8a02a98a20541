import { Menu } from "../ui/menu";
import { SpaceItemActions } from "../workspaces/space-acts";
import { useMessages } from "./messages";
import { type ThreadPage, threadPath } from "./threads";

/** The viewer's actions on the thread; empty when there are none. */
export function ThreadActs({ thread }: { thread: ThreadPage }) {
  const t = useMessages();
  const { id, space, standing } = thread;
  if (!standing.mayPin && !standing.mayMove) return null;
  return (
    <Menu label={t("thread.more")}>
      <SpaceItemActions
        kind="thread"
        id={id}
        space={space}
        standing={standing}
        moveAt={`${threadPath(thread)}/deplacement`}
      />
    </Menu>
  );
}
