import { forbidden, notFound } from "../http/errors";
import type { MembershipState, NetworkRole, OrganisationRole, Viewer } from "./viewer";

/**
 * Who may do something, as data: a role in the network, or a role in the organisation that it is about, while that
 * organisation stands so. A room keeps one table of these; its verbs ask the table, so that the rules can be read.
 */
export interface Rule {
  network?: readonly NetworkRole[];
  organisation?: readonly OrganisationRole[];
  /** Of the organisation; admitted only, unless said otherwise. */
  states?: readonly MembershipState[];
}

/** As much of a viewer as decides what they may do. */
export type RightsHolder = Pick<Viewer, "role" | "memberships">;

export type Policy<Act extends string> = Readonly<Record<Act, Rule>>;

/** Every state in which an organisation's people keep what is their own in sight. */
export const everyState: readonly MembershipState[] = ["admitted", "frozen", "candidate", "outside"];

/** Whether the rule lets this viewer do it, about that organisation where it is about one. */
export function allows(viewer: RightsHolder, rule: Rule, organisationId?: string | null): boolean {
  if (viewer.role && rule.network?.includes(viewer.role)) return true;
  if (!organisationId) return false;
  return organisationsAllowing(viewer, rule).includes(organisationId);
}

/** The viewer's own organisations for which the rule lets them do it. */
export function organisationsAllowing(viewer: RightsHolder, rule: Rule): string[] {
  const { organisation = [], states = ["admitted"] } = rule;
  return viewer.memberships
    .filter(({ role, state }) => organisation.includes(role) && states.includes(state))
    .map(({ organisationId }) => organisationId);
}

/**
 * Lets through whom the rule allows. @throws 403 that says so where only the freeze of their organisation stands in the
 * way, 404 to everyone else: what is not theirs does not exist.
 */
export function requireAllowed(viewer: RightsHolder, rule: Rule, organisationId?: string | null): void {
  if (allows(viewer, rule, organisationId)) return;
  if (organisationId && organisationsAllowing(viewer, frozenToo(rule)).includes(organisationId))
    forbidden("frozen");
  notFound();
}

/** Lets through whom the rule allows in some organisation. @throws as `requireAllowed`. */
export function requireAllowedSomewhere(viewer: RightsHolder, rule: Rule): void {
  if (allows(viewer, rule) || organisationsAllowing(viewer, rule).length > 0) return;
  if (organisationsAllowing(viewer, frozenToo(rule)).length > 0) forbidden("frozen");
  notFound();
}

const frozenToo = (rule: Rule): Rule => ({ ...rule, states: ["frozen"] });
