import { SubNav } from "../ui/navigation";
import { useMessages } from "./messages";
import { maxCounted } from "./people-query";

interface DirectoryNavProps {
  /** The query; the other list gets the same one. */
  q: string;
  organisations?: number;
  people?: number;
}

/** Larger counts are shown as "99+". */
const counted = (people = 0) => (people < maxCounted ? people : `${maxCounted - 1}+`);

/** Tabs: organisations and people for the same query, and the viewer's own card. */
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
