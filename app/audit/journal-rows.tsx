import { dayIn } from "../i18n/formatters";
import { useNetworkZone } from "../i18n/zone";
import { Link } from "../ui/link";
import { Time } from "../ui/time";
import { type JournalEntry, journalPath } from "./journal";
import { useMessages } from "./messages";

interface Shown {
  entry: JournalEntry;
}

/** Entries of the record by day; each name links to all entries with it. */
export function JournalRows({ entries }: { entries: readonly JournalEntry[] }) {
  const t = useMessages();
  const zone = useNetworkZone();
  const days = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    const day = dayIn(zone, new Date(entry.at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} className="journal-day" aria-labelledby={`jour-${day}`}>
          <h2 id={`jour-${day}`}>
            <Time at={day} look="weekday" />
          </h2>
          <ol aria-label={t("journal.title")}>
            {ofDay.map((entry) => (
              <JournalRow key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function JournalRow({ entry }: Shown) {
  const t = useMessages();
  const { at, kind, label, action, network, sealed, details } = entry;
  const notes = [
    ...details,
    network && t("journal.network", { network }),
    !sealed && t("journal.unsealed"),
  ].filter(Boolean);
  return (
    <li className="journal-row">
      <Time at={at} look="clock" />
      <div>
        <p>
          <Link className="journal-act" to={journalPath({ action })}>
            {label}
          </Link>{" "}
          · <Who entry={entry} />
          <OnWhat entry={entry} />
        </p>
        {notes.length > 0 && <p className="meta">{notes.join(" · ")}</p>}
      </div>
      <span className="meta journal-kind">{t(`kind.${kind}`)}</span>
    </li>
  );
}

/** The first eight characters are enough to distinguish ids on screen. */
const short = (id: string) => id.slice(0, 8);

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
