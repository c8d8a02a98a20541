import { addressOf } from "../http/addresses";

export const spaceKinds = ["theme", "organisation", "project", "working_group"] as const;
export const visibilities = ["network", "on_request", "private"] as const;
export const confidentialities = ["internal", "restricted", "confidential"] as const;
export const spaceRoles = ["facilitator", "member", "reader", "guest"] as const;
/** Roles for whole organisations; facilitator and guest are roles of persons only. */
export const organisationSpaceRoles = ["member", "reader"] as const;

export type SpaceKind = (typeof spaceKinds)[number] | "network";
export type Visibility = (typeof visibilities)[number];
export type ConfidentialityLevel = (typeof confidentialities)[number];
export type SpaceRole = (typeof spaceRoles)[number];

/** Fields shown on every page of a space. */
export interface SpaceSummary {
  id: string;
  slug: string;
  name: string;
  kind: SpaceKind;
  visibility: Visibility;
  confidentiality: ConfidentialityLevel;
  state: "active" | "archived" | "deleted";
}

/** Path of a space, or of one of its pages. */
export const spacePath = (space: { id: string; slug?: string }, page = "") =>
  `/espaces/${space.slug ? addressOf({ id: space.id, slug: space.slug }) : space.id}${page && `/${page}`}`;

/** First line of a space's description. */
export function firstLine(description: string): string {
  const [line = ""] = description.split("\n");
  return line.length > 220 ? `${line.slice(0, 219).trimEnd()}…` : line;
}

export const maxNameLength = 120;
export const maxDescriptionLength = 4_000;
