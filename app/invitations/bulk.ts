import type { OrganisationRole } from "../authorization/viewer";

/** The longest list that is taken at once; a larger network comes in several. */
export const maxLines = 1000;

/** What a line of the list will do. */
export type LineEffect = "invites" | "memberAlready" | "invitedAlready" | "repeated" | "wrong";

/** Why a line is passed over. */
export type LineProblem = "email" | "organisation" | "ambiguous" | "notYours" | "role";

export interface ListLine {
  /** Its place in the file, from 1. */
  line: number;
  email: string;
  name: string;
  organisation: string;
  role: OrganisationRole | null;
  effect: LineEffect;
  problem: LineProblem | null;
}

export interface ReadList {
  lines: ListLine[];
  /** So many beyond the most that is taken were left out. */
  beyond: number;
}

/** Why a file is no list of people. */
export type ListRefusal = "unreadable" | "oldExcel" | "openDocument" | "tooMuch" | "noAddress";
