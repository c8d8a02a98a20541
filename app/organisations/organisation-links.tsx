import { addressOf } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Link } from "../ui/link";
import type { OrganisationCard } from "./organisations";

/** A short list of links to organisations, for the side column of a page. */
export function OrganisationLinks({ organisations }: { organisations: OrganisationCard[] }) {
  return (
    <ul className="links">
      {organisations.map((organisation) => (
        <li key={organisation.id} className="line">
          <Avatar
            kind="organisation"
            size="small"
            name={organisation.name}
            acronym={organisation.acronym}
            picture={organisation.picture}
          />
          <Link to={`/annuaire/${addressOf(organisation)}`} title={organisation.name}>
            {organisation.acronym ?? organisation.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
