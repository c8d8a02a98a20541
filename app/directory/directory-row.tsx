import { addressOf } from "../http/addresses";
import { OrganisationBadges } from "../organisations/badges";
import { Avatar } from "../ui/avatar";
import { Row } from "../ui/rows";
import type { Listed } from "./listed-organisation";
import { Marked } from "./marked";
import { useMessages } from "./messages";

/** An organisation in the list, with matched words marked. */
export function DirectoryRow({ organisation }: { organisation: Listed }) {
  const t = useMessages();
  const { name, acronym, type, themes, toCheck, markedName, markedMission, markedPlaces } = organisation;
  return (
    <Row
      avatar={<Avatar kind="organisation" name={name} acronym={acronym} picture={organisation.picture} />}
      title={
        <>
          <Marked parts={markedName} />
          {acronym && <span className="acronym"> ({acronym})</span>}
        </>
      }
      to={`/annuaire/${addressOf(organisation)}`}
      level={2}
      badges={<OrganisationBadges organisation={organisation} />}
      meta={
        <>
          {type}
          {markedPlaces.length > 0 && (
            <>
              {" · "}
              <Marked parts={markedPlaces} />
            </>
          )}
          {themes.length > 0 && ` · ${themes.slice(0, 2).join(", ")}`}
          {themes.length > 2 && ` ${t("list.moreThemes", { count: themes.length - 2 })}`}
          {toCheck && ` · ${t("list.toCheck")}`}
        </>
      }
    >
      {markedMission.length > 0 && (
        <p>
          <Marked parts={markedMission} />
        </p>
      )}
    </Row>
  );
}
