import { Menu } from "../ui/menu";
import { SpaceActs } from "../workspaces/space-acts";
import { useTexts } from "./texts";
import { type ThreadPage, threadPath } from "./threads";

/** What the reader may do with a thread as a whole; nothing where that is nothing. */
export function ThreadActs({ thread }: { thread: ThreadPage }) {
  const t = useTexts();
  const { id, space, standing } = thread;
  if (!standing.mayPin && !standing.mayMove) return null;
  return (
    <Menu label={t("thread.more")}>
      <SpaceActs kind="thread" {...{ id, space, standing }} moveAt={`${threadPath(thread)}/deplacement`} />
    </Menu>
  );
}
