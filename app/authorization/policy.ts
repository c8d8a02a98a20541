import { forbidden, notFound } from "../http/errors";
import type { MembershipState, NetworkRole, OrganisationRole, Viewer } from "./viewer";

/**
 * A permission as data: a role in the network, or a role in the organisation concerned, while that organisation
 * is in one of the given states. Each room has one table of rules, and its verbs check against the table.
 */
export interface Rule {
  network?: readonly NetworkRole[];
  organisation?: readonly OrganisationRole[];
  /** States of the organisation; `admitted` only by default. */
  states?: readonly MembershipState[];
}

/** The part of a viewer that decides permissions. */
export type RightsHolder = Pick<Viewer, "role" | "memberships">;

export type Policy<Act extends string> = Readonly<Record<Act, Rule>>;

/** Every state in which an organisation's people still see their own data. */
export const everyState: readonly MembershipState[] = ["admitted", "frozen", "candidate", "outside"];

/** Whether the rule allows this viewer to act, on the given organisation if there is one. */
export function allows(viewer: RightsHolder, rule: Rule, organisationId?: string | null): boolean {
  if (viewer.role && rule.network?.includes(viewer.role)) return true;
  if (!organisationId) return false;
  return organisationsAllowing(viewer, rule).includes(organisationId);
}

/** The viewer's own organisations for which the rule allows them to act. */
export function organisationsAllowing(viewer: RightsHolder, rule: Rule): string[] {
  const { organisation = [], states = ["admitted"] } = rule;
  return viewer.memberships
    .filter(({ role, state }) => organisation.includes(role) && states.includes(state))
    .map(({ organisationId }) => organisationId);
}

/**
 * Requires the rule. @throws 403 with the reason when only the freeze of their organisation forbids it, 404
 * otherwise, as for an object that does not exist.
 */
export function requireAllowed(viewer: RightsHolder, rule: Rule, organisationId?: string | null): void {
  if (allows(viewer, rule, organisationId)) return;
  if (organisationId && organisationsAllowing(viewer, frozenToo(rule)).includes(organisationId))
    forbidden("frozen");
  notFound();
}

/** Requires the rule for at least one organisation. @throws as `requireAllowed`. */
export function requireAllowedSomewhere(viewer: RightsHolder, rule: Rule): void {
  if (allows(viewer, rule) || organisationsAllowing(viewer, rule).length > 0) return;
  if (organisationsAllowing(viewer, frozenToo(rule)).length > 0) forbidden("frozen");
  notFound();
}

const frozenToo = (rule: Rule): Rule => ({ ...rule, states: ["frozen"] });
