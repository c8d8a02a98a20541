import { personPath } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { ShieldAlert } from "../ui/icons";
import { PageLinks } from "../ui/page-links";
import { Row, Rows } from "../ui/rows";
import { SearchField } from "../ui/search-field";
import type { Colleague } from "./colleagues";
import { MembershipForms } from "./membership-forms";
import { useMessages } from "./messages";

interface ColleagueListProps {
  people: readonly Colleague[];
  total: number;
  q: string;
  organisation: { name: string; acronym: string | null };
  /** The page's address and its search parameters. */
  address: string;
  narrowed: Record<string, string>;
  /** Whether the reader may change roles and end memberships here. */
  manages: boolean;
  first: string | null;
  next: string | null;
}

/** The people of an organisation; long lists have a search field. */
export function ColleagueList(props: ColleagueListProps) {
  const { people, total, q, organisation, address, narrowed, manages, first, next } = props;
  const t = useMessages();
  const called = organisation.acronym ?? organisation.name;
  return (
    <>
      {(q || total > 12) && (
        <SearchField action={address} label={t("colleagues.search")} defaultValue={q}>
          {Object.entries(narrowed).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </SearchField>
      )}
      <p className="meta">{t("colleagues.count", { count: total })}</p>
      <Rows label={t("colleagues.title")}>
        {people.map((person) => (
          <Row
            key={person.id}
            avatar={<Avatar name={person.name} size="small" picture={person.picture} />}
            title={person.name}
            to={personPath(person.personId)}
            level={3}
            badges={person.role === "focal_point" && <Badge tone="accent">{t("role.focal_point")}</Badge>}
            meta={[person.function, person.email].filter(Boolean).join(" · ")}
            actions={
              <>
                {manages && <MembershipForms membership={person} name={person.name} of={called} />}
                {person.locks && (
                  <ButtonLink
                    small
                    kind="quiet"
                    icon={ShieldAlert}
                    to={`/personnes/${person.personId}/acces`}
                  >
                    {t("colleagues.access")}
                  </ButtonLink>
                )}
              </>
            }
          />
        ))}
      </Rows>
      <PageLinks first={first} next={next} />
    </>
  );
}
