import { SubNav } from "../ui/navigation";
import { mostCounted } from "./people-query";
import { useTexts } from "./texts";

interface DirectoryNavProps {
  /** What is asked; the other list is asked the same. */
  q: string;
  organisations?: number;
  people?: number;
}

/** Many are counted no further: "99+". */
const counted = (people = 0) => (people < mostCounted ? people : `${mostCounted - 1}+`);

/** The two lists of the directory, asked the same words, and one's own card in it. */
export function DirectoryNav({ q, organisations, people }: DirectoryNavProps) {
  const t = useTexts();
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
