import { networkStandingOf, type Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { now } from "../services/services.server";
import type { FirstSteps } from "./first-steps";

/** The first steps are shown to accounts younger than this. */
const shownForMs = 30 * 24 * 60 * 60 * 1000;

/** The first steps of a new member, with those done; null once all are done or the account is no longer new. */
export async function findFirstSteps(viewer: Viewer): Promise<FirstSteps | null> {
  if (networkStandingOf(viewer) !== "member") return null;
  const { personId } = viewer;
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { createdAt: true } });
  if (person.createdAt.getTime() < now().getTime() - shownForMs) return null;
  const [card, space, theme] = await Promise.all([
    db.personCard.count({ where: { personId } }),
    db.spaceMember.count({ where: { personId } }),
    db.themeFollow.count({ where: { personId } }),
  ]);
  const steps = { card: card > 0, space: space > 0, theme: theme > 0 };
  return steps.card && steps.space && steps.theme ? null : steps;
}
