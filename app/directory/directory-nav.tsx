import { SubNav } from "../ui/navigation";
import { useMessages } from "./messages";
import { maxCounted } from "./people-query";

interface DirectoryNavProps {
  /** What is asked; the other list is asked the same. */
  q: string;
  organisations?: number;
  people?: number;
}

/** Many are counted no further: "99+". */
const counted = (people = 0) => (people < maxCounted ? people : `${maxCounted - 1}+`);

/** The two lists of the directory, asked the same words, and one's own card in it. */
export function DirectoryNav({ q, organisations, people }: DirectoryNavProps) {
  const t = useMessages();
  const asked = q ? `?${new URLSearchParams({ q })}` : "";
  return (
    <SubNav
      label={t("list.title")}
      items={[
        { to: `/annuaire${asked}`, label: t("list.organisations"), count: organisations },
        { to: `/annuaire/personnes${asked}`, label: t("list.people"), count: counted(people) },
        { to: "/annuaire/ma-fiche", label: t("list.ownCard") },
      ]}
    />
  );
}
