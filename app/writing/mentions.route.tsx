import type { LoaderFunctionArgs } from "@remix-run/node";
import { countAct, RateLimitExceeded } from "../accounts/rate-limit.server";
import { requireWriter } from "../authorization/viewer.server";
import { requireId } from "../http/addresses";
import { requireSpaceWriter } from "../workspaces/access.server";
import { findReadableSpace } from "../workspaces/spaces.server";
import { suggestMentions } from "./mention-targets.server";
import { type MentionSuggestion, maxAskedLength } from "./mentions";

/** A request per pause in typing; each reads the names of a space's readers. */
const limits = [
  { points: 90, seconds: 60 },
  { points: 600, seconds: 60 * 60 },
];

/** People and organisations that a writer may mention in a space, as JSON, for the list that `@` opens. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireWriter(args);
  const { id } = await findReadableSpace(viewer, requireId(args.params.space));
  await requireSpaceWriter(viewer, id);
  const q = (new URL(args.request.url).searchParams.get("q") ?? "").trim();
  if (q === "" || q.length > maxAskedLength) return Response.json([]);
  try {
    await countAct("mentions", viewer.personId, limits);
  } catch (error) {
    if (error instanceof RateLimitExceeded) return Response.json([], { status: 429 });
    throw error;
  }
  const suggestions: MentionSuggestion[] = await suggestMentions(viewer, id, q);
  return Response.json(suggestions, { headers: { "Cache-Control": "private, no-store" } });
}
