import type { Viewer } from "../authorization/viewer";
import type { Prisma } from "../db/generated/client";
import { seenAcronym } from "../organisations/acronyms.server";

/** The columns that `organisationOf` reads. */
export const firstOrganisation = {
  memberships: {
    orderBy: { createdAt: "asc" },
    take: 1,
    select: { organisation: { select: { id: true, name: true, acronym: true, visibility: true } } },
  },
} satisfies Prisma.PersonSelect;

type WithOrganisation = {
  memberships: { organisation: { id: string; name: string; acronym: string | null; visibility: unknown } }[];
};

/** The name of a person's first organisation, as this viewer sees it. */
export function organisationOf(viewer: Viewer, { memberships: [first] }: WithOrganisation): string | null {
  return first ? (seenAcronym(viewer, first.organisation) ?? first.organisation.name) : null;
}
