import { visibleStates } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { excerptOf } from "../writing/body";
import { readBody } from "../writing/body.server";
import { takeChange } from "./changes.server";

/** The columns of a reply that say what it answers. */
interface Quotation {
  quotedId: string;
  quotedExcerpt: string;
}

/** The quotation of a post of the same thread; null when the viewer may not read it (any more). */
export async function quotationOf(
  tx: Database,
  viewer: Viewer,
  threadId: string,
  postId: string | undefined,
): Promise<Quotation | null> {
  if (!postId) return null;
  const quoted = await tx.post.findFirst({
    where: { id: postId, threadId, state: { in: visibleStates(viewer) } },
    select: { id: true, body: true },
  });
  return quoted && { quotedId: quoted.id, quotedExcerpt: excerptOf(readBody(quoted.body)) };
}

/** Maximum number of replies that are sent again when the post they quote changes; others show it when next loaded. */
const maxResent = 50;

/**
 * Sends the replies that quote a post again, after its state has changed: open pages then show the quotation or stop
 * showing it. Each takes its own change number, so that no catch-up splits one number.
 */
export async function resendQuotations(
  tx: Database,
  { threadId, postId }: { threadId: string; postId: string },
): Promise<void> {
  const replies = await tx.post.findMany({
    where: { quotedId: postId, threadId },
    orderBy: { number: "desc" },
    take: maxResent,
    select: { id: true },
  });
  for (const { id } of replies) {
    const change = await takeChange(tx, threadId, 0);
    await tx.post.update({ where: { id }, data: { change } });
  }
}
