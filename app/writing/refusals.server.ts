import { data } from "@remix-run/node";
import { countAct, RateLimitExceeded } from "../accounts/rate-limit.server";
import type { Viewer } from "../authorization/viewer";
import { notFoundWithWords } from "../http/errors";
import { requireSpaceWriter } from "../workspaces/access.server";
import { type ShownForm, shownForm, type WriteRefusal } from "./refusals";

/** Rate limits far above what a person writes, and far below what a script can. */
const writingLimits = [
  { points: 30, seconds: 60 },
  { points: 300, seconds: 60 * 60 },
];

/** Counts one contribution against the person's limits. @throws RateLimitExceeded */
export async function countWriting({ personId }: Viewer): Promise<void> {
  await countAct("post", personId, writingLimits);
}

/**
 * Runs `write` or, when it is refused, shows the form again with its words and the reason.
 * @param refused also stores the words elsewhere.
 * @throws 404 with the words of the form, when its place is not readable (any more).
 */
export async function writeOrShow<Result>(
  viewer: Viewer,
  payload: Record<string, unknown>,
  write: () => Promise<Result>,
  refused?: () => Promise<void>,
): Promise<Result | ReturnType<typeof data<ShownForm>>> {
  try {
    await countWriting(viewer);
    return await write();
  } catch (error) {
    const refusal = await refusalOf(error);
    if (!refusal) return giveWordsBack(error, payload);
    await refused?.();
    return data(shownForm(payload, refusal), { status: refusal === "tooFast" ? 429 : 403 });
  }
}

/** Runs `read`; a 404 gives the words of the form back, as in `writeOrShow`. */
export async function orWords(payload: Record<string, unknown>, read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    giveWordsBack(error, payload);
  }
}

/** The answer is the same for what does not exist and for what the sender may not read. */
function giveWordsBack(error: unknown, payload: Record<string, unknown>): never {
  const { title, body } = shownForm(payload, null);
  const words = [title ?? "", body].filter((text) => text.trim() !== "");
  if (error instanceof Response && error.status === 404 && words.length > 0) notFoundWithWords(words);
  throw error;
}

/** Why a viewer may not write in a space; null where they may. */
export async function whyReadOnly(viewer: Viewer, spaceId: string): Promise<WriteRefusal | null> {
  try {
    await requireSpaceWriter(viewer, spaceId);
    return null;
  } catch (error) {
    const refusal = await refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}

/** The reason of a refusal that the form's page can show. */
async function refusalOf(error: unknown): Promise<WriteRefusal | null> {
  if (error instanceof RateLimitExceeded) return "tooFast";
  if (!(error instanceof Response) || error.status !== 403) return null;
  const because = await error.clone().text();
  return because === "frozen" || because === "closed" ? because : "readOnly";
}
