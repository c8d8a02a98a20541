import { addressOf } from "../http/addresses";

export const spaceKinds = ["theme", "organisation", "project", "working_group"] as const;
export const visibilities = ["network", "on_request", "private"] as const;
export const confidentialities = ["internal", "restricted", "confidential"] as const;
export const spaceRoles = ["facilitator", "member", "reader", "guest"] as const;
/** A whole organisation takes part or reads; running a space, and being a guest, is a person's. */
export const organisationSpaceRoles = ["member", "reader"] as const;

export type SpaceKind = (typeof spaceKinds)[number] | "network";
export type Visibility = (typeof visibilities)[number];
export type ConfidentialityLevel = (typeof confidentialities)[number];
export type SpaceRole = (typeof spaceRoles)[number];

/** What every page of a space says of it. */
export interface SpaceSummary {
  id: string;
  slug: string;
  name: string;
  kind: SpaceKind;
  visibility: Visibility;
  confidentiality: ConfidentialityLevel;
  state: "active" | "archived" | "deleted";
}

/** The address of a space, or of a page of it. */
export const spacePath = (space: { id: string; slug?: string }, page = "") =>
  `/espaces/${space.slug ? addressOf({ id: space.id, slug: space.slug }) : space.id}${page && `/${page}`}`;

/** What a space is for, in its first words. */
export function firstLine(description: string): string {
  const [line = ""] = description.split("\n");
  return line.length > 220 ? `${line.slice(0, 219).trimEnd()}…` : line;
}

export const maxNameLength = 120;
export const maxDescriptionLength = 4_000;
