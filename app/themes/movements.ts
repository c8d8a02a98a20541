/** Recent activity of any kind in a theme. */
export interface Activity {
  kind: "thread" | "document" | "space";
  title: string;
  to: string;
  /** ISO 8601. */
  at: string;
  /** Author: an organisation, or a person who spoke for none. */
  by: string | null;
}

interface Thing {
  id: string;
  slug: string;
}

/** Lists of other rooms from which the activity is computed. */
interface Listed {
  threads: readonly (Thing & {
    title: string;
    changedAt: string;
    last: { author: string; organisation: string | null } | null;
  })[];
  documents: readonly (Thing & {
    title: string;
    changedAt: string;
    organisations: readonly { name: string; acronym: string | null }[];
  })[];
  spaces: readonly (Thing & { name: string; createdAt: string })[];
}

/** Maximum number of recent activities shown. */
const maxActivities = 5;

/** Latest activity of threads, documents and spaces, newest first. */
export function latestActivity({ threads, documents, spaces }: Listed): Activity[] {
  const path = ({ id, slug }: Thing) => `${id}-${slug}`;
  const movements: Activity[] = [
    ...threads.map((thread) => ({
      kind: "thread" as const,
      title: thread.title,
      to: `/fils/${path(thread)}`,
      at: thread.changedAt,
      by: thread.last?.organisation ?? thread.last?.author ?? null,
    })),
    ...documents.map((text) => ({
      kind: "document" as const,
      title: text.title,
      to: `/textes/${path(text)}`,
      at: text.changedAt,
      by: text.organisations[0]?.acronym ?? text.organisations[0]?.name ?? null,
    })),
    ...spaces.map((space) => ({
      kind: "space" as const,
      title: space.name,
      to: `/espaces/${path(space)}`,
      at: space.createdAt,
      by: null,
    })),
  ];
  return movements.sort((one, other) => other.at.localeCompare(one.at)).slice(0, maxActivities);
}
