import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { seenAcronym } from "../organisations/acronyms.server";
import type { Writer } from "./documents";

/** The relations that `writersOf` needs. */
export const writersInclude = {
  organisation: { select: { id: true } },
  clients: {
    where: { wroteAt: { not: null } },
    select: { organisationId: true },
    orderBy: { wroteAt: "asc" },
  },
} satisfies Prisma.DocumentInclude;

type Written = Pick<
  Prisma.DocumentGetPayload<{ include: typeof writersInclude }>,
  "organisation" | "clients"
>;

/** The organisations of everyone who has written in these documents, the author's first. */
export async function readWriters(
  viewer: Viewer,
  texts: readonly Written[],
): Promise<(text: Written) => Writer[]> {
  const idsOf = ({ organisation, clients }: Written) => [
    organisation?.id ?? null,
    ...clients.map(({ organisationId }) => organisationId),
  ];
  const named = await readOrganisations(viewer, texts.flatMap(idsOf));
  return (text) => named(idsOf(text));
}

/** Finds these organisations at once. @returns a function that gives those of some ids, each once. */
export async function readOrganisations(
  viewer: Viewer,
  ids: readonly (string | null)[],
): Promise<(ids: readonly (string | null)[]) => Writer[]> {
  const found = await db.organisation.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, slug: true, name: true, acronym: true, visibility: true, picture: true },
  });
  return (wanted) =>
    [...new Set(wanted)].flatMap((id) => {
      const row = found.find((organisation) => organisation.id === id);
      if (!row) return [];
      const { id: writer, slug, name, picture } = row;
      return { id: writer, slug, name, picture, acronym: seenAcronym(viewer, row) };
    });
}
