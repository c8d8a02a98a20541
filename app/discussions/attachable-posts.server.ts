import { registerAttachable } from "../files/attachables.server";
import { accessIn } from "../workspaces/access.server";
import { takeChange } from "./changes.server";
import { postPath } from "./threads";
import { readablePosts } from "./visibility.server";

/** Lets authors attach files to their posts; called once at start. */
export function registerAttachablePosts(): void {
  registerAttachable("post", {
    async find(viewer, id, from) {
      const post = await from.post.findFirst({
        where: { id, authorId: viewer.personId, ...readablePosts(viewer) },
        select: { thread: { select: { id: true, slug: true, title: true, spaceId: true } } },
      });
      if (!post || (await accessIn(viewer, post.thread.spaceId, from)) !== "write") return null;
      return { title: post.thread.title, to: postPath(post.thread, id), spaceId: post.thread.spaceId };
    },
    async touch(tx, id) {
      const { threadId } = await tx.post.findUniqueOrThrow({ where: { id }, select: { threadId: true } });
      const change = await takeChange(tx, threadId, 0);
      await tx.post.update({ where: { id }, data: { change } });
    },
  });
}
