import { Form } from "../ui/form";
import { Lock, LockOpen, PencilLine } from "../ui/icons";
import { Link } from "../ui/link";
import { Menu, MenuButton } from "../ui/menu";
import { SpaceItemActions } from "../workspaces/space-acts";
import { useMessages } from "./messages";
import { type ThreadPage, threadPath } from "./threads";

/** The viewer's actions on the thread; empty when there are none. */
export function ThreadActs({ thread }: { thread: ThreadPage }) {
  const t = useMessages();
  const { id, space, standing } = thread;
  if (!standing.mayPin && !standing.mayMove && !thread.mayChange) return null;
  return (
    <Menu label={t("thread.more")}>
      {thread.mayChange && (
        <>
          <Link to={`${threadPath(thread)}/modifier`}>
            <PencilLine aria-hidden="true" />
            {t("thread.change")}
          </Link>
          <Form method="post" action={`${threadPath(thread)}/cloture`}>
            <input type="hidden" name="what" value={thread.closedAt ? "reopen" : "close"} />
            <MenuButton icon={thread.closedAt ? LockOpen : Lock}>
              {t(thread.closedAt ? "thread.reopen" : "thread.close")}
            </MenuButton>
          </Form>
        </>
      )}
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
