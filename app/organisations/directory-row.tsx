import type { MarkedPart } from "../french/marks";
import { addressOf } from "../http/addresses";
import { Avatar } from "../ui/avatar";
import { Row } from "../ui/rows";
import { OrganisationBadges } from "./badges";
import type { FoundOrganisation } from "./organisations";
import { useTexts } from "./texts";

/** One organisation in the list, with the words that were looked for marked. */
export function DirectoryRow({ organisation }: { organisation: FoundOrganisation }) {
  const t = useTexts();
  const { name, acronym, type, themes, toCheck, markedName, markedMission, markedPlaces } = organisation;
  return (
    <Row
      avatar={<Avatar kind="organisation" name={name} acronym={acronym} />}
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
          {organisation.places && (
            <>
              {" · "}
              <Marked parts={markedPlaces} />
            </>
          )}
          {themes.length > 0 && ` · ${themes.slice(0, 2).join(", ")}`}
          {themes.length > 2 && ` ${t("directory.moreThemes", { count: themes.length - 2 })}`}
          {toCheck && ` · ${t("directory.toCheck")}`}
        </>
      }
    >
      {organisation.mission && (
        <p>
          <Marked parts={markedMission} />
        </p>
      )}
    </Row>
  );
}

function Marked({ parts }: { parts: MarkedPart[] }) {
  return parts.map(({ text, found }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    found ? <mark key={index}>{text}</mark> : text,
  );
}
