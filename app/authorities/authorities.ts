import { addressOf } from "../http/addresses";
import type { CorrespondenceKind } from "./correspondence";

/** An authority as linked from other pages. */
export interface AuthorityLink {
  id: string;
  slug: string;
  name: string;
}

export interface AuthorityRow extends AuthorityLink {
  acronym: string | null;
  parent: string | null;
  depth: number;
  asked: number;
  overdue: number;
  /** Days without a written answer; null when nothing waits. */
  silence: number | null;
}

export interface Office {
  id: string;
  title: string;
  holders: { id: string; name: string; from: string | null; until: string | null }[];
  silentSince: string | null;
  silence: number | null;
}

export interface Letter {
  id: string;
  kind: CorrespondenceKind;
  subject: string;
  office: string | null;
  sender: string | null;
  sentOn: string;
  receivedOn: string | null;
  proof: string | null;
  note: string | null;
  recommendations: { id: string; number: number }[];
}

export interface AuthorityPage extends AuthorityLink {
  acronym: string | null;
  formerNames: string[];
  mission: string | null;
  demonstration: boolean;
  parents: AuthorityLink[];
  children: AuthorityLink[];
  offices: Office[];
  letters: Letter[];
  silence: number | null;
}

export const authorityPath = (authority: { id: string; slug: string }): string =>
  `/autorites/${addressOf(authority)}`;
