import { data } from "@remix-run/node";
import { countAct, RateLimitExceeded } from "../accounts/rate-limit.server";
import type { Viewer } from "../authorization/viewer";
import { requireSpaceWriter } from "../workspaces/access.server";
import { type ShownForm, shownForm, type WriteRefusal } from "./refusals";

/** Rate limits far above what a person writes, and far below what a script can. */
const writingLimits = [
  { points: 30, seconds: 60 },
  { points: 300, seconds: 60 * 60 },
];

/**
 * Runs `write` or, when it is refused, shows the form again with its words and the reason.
 * @param refused also stores the words elsewhere.
 */
export async function writeOrShow<Result>(
  viewer: Viewer,
  payload: Record<string, unknown>,
  write: () => Promise<Result>,
  refused?: () => Promise<void>,
): Promise<Result | ReturnType<typeof data<ShownForm>>> {
  try {
    await countAct("post", viewer.personId, writingLimits);
    return await write();
  } catch (error) {
    const refusal = await refusalOf(error);
    if (!refusal) throw error;
    await refused?.();
    return data(shownForm(payload, refusal), { status: refusal === "tooFast" ? 429 : 403 });
  }
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
  return (await error.clone().text()) === "frozen" ? "frozen" : "readOnly";
}
