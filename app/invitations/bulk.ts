import type { OrganisationRole } from "../authorization/viewer";

/** Maximum number of lines of a list; longer lists must be split. */
export const maxLines = 1000;

/** The effect of a line. */
export type LineEffect = "invites" | "memberAlready" | "invitedAlready" | "repeated" | "wrong";

/** Why a line is skipped. */
export type LineProblem = "email" | "organisation" | "ambiguous" | "notYours" | "role";

export interface ListLine {
  /** Its line number in the file, from 1. */
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
  /** Number of lines left out above the maximum. */
  beyond: number;
}

/** Why a file was refused. */
export type ListRefusal = "unreadable" | "oldExcel" | "openDocument" | "tooMuch" | "noAddress";
