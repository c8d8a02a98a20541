import { startSession, viewerOfCookie } from "../../app/accounts/sessions.server";
import type { Viewer } from "../../app/authorization/viewer";
import { db } from "../../app/db/database.server";
import { newId } from "../../app/db/ids.server";
import { startThread } from "../../app/discussions/threads.server";

/** A persona of the demonstration as one who asks, by the start of their mail address. */
export async function viewerOf(start: string): Promise<Viewer> {
  const { id } = await db.person.findFirstOrThrow({ where: { email: { startsWith: start } } });
  const viewer = await viewerOfCookie((await startSession(id)).split(";")[0] ?? null);
  if (!viewer) throw new Error(`No session for ${start}.`);
  return viewer;
}

/** A new thread of the first theme with one post. @returns its id and the post's. */
export async function makeThread(
  viewer: Viewer,
  body = "Premier message",
): Promise<{ id: string; post: string }> {
  const theme = await db.theme.findFirstOrThrow({ orderBy: { position: "asc" } });
  const thread = { title: "Un fil d’essai", body, key: newId() };
  const { threadId, postId } = await startThread(viewer, { themeIds: [theme.id] }, thread);
  return { id: threadId, post: postId };
}
