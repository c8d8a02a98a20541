import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { type JournalEntry, journalPath } from "./journal";
import { useMessages } from "./messages";

interface Shown {
  entry: JournalEntry;
}

/** Entries of the record; each name links to all entries with it. */
export function JournalRows({ entries }: { entries: readonly JournalEntry[] }) {
  const t = useMessages();
  return (
    <Rows label={t("journal.title")}>
      {entries.map((entry) => (
        <Row
          key={entry.id}
          title={entry.label}
          to={journalPath({ action: entry.action })}
          kicker={<When entry={entry} />}
          meta={entry.details.length > 0 && entry.details.join(" · ")}
        >
          <Who entry={entry} />
          <OnWhat entry={entry} />
        </Row>
      ))}
    </Rows>
  );
}

/** The first eight characters are enough to distinguish ids on screen. */
const short = (id: string) => id.slice(0, 8);

function When({ entry: { at, kind, network, sealed } }: Shown) {
  const t = useMessages();
  return (
    <>
      <Time at={at} look="moment" />
      <span>{t(`kind.${kind}`)}</span>
      {network && <span>{t("journal.network", { network })}</span>}
      {!sealed && <span>{t("journal.unsealed")}</span>}
    </>
  );
}

function Who({ entry: { person, organisation, kind } }: Shown) {
  const t = useMessages();
  const name = person && (person.name ?? t("journal.former", { id: short(person.id) }));
  return (
    <>
      {name ? (
        <Link to={journalPath({ who: person.id })}>{name}</Link>
      ) : (
        t(kind === "refusal" ? "journal.nobodyKnown" : "journal.nobody")
      )}
      {organisation && (
        <>
          {" · "}
          <Link to={journalPath({ organisation: organisation.id })}>{organisation.name}</Link>
        </>
      )}
    </>
  );
}

function OnWhat({ entry: { object } }: Shown) {
  const t = useMessages();
  if (!object) return null;
  const { type, id, name } = object;
  return (
    <>
      {" → "}
      {id ? (
        <Link to={journalPath({ object: id })}>{name ? t("journal.named", { type, name }) : type}</Link>
      ) : (
        type
      )}
    </>
  );
}
