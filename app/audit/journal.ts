import { cleanText, isDay } from "../http/fields";
import { isUuid } from "../http/uuid";
import { type Kind, kinds } from "./actions";

/** What the journal is narrowed by; every field is empty while nothing was asked. */
export interface JournalFilters {
  /** Who acted: part of a name, a whole mail address, or a person's number. */
  who: string;
  /** For which organisation: part of its name, its acronym, or its number. */
  organisation: string;
  kind: Kind | "";
  action: string;
  /** The number of what was acted on, or an address of the portal that holds it. */
  object: string;
  /** Days in the network's zone, both counted in. */
  from: string;
  until: string;
}

/** A place between two entries, to read on from: older ones, or newer ones. */
export interface JournalCursor {
  side: "older" | "newer";
  at: Date;
  id: string;
}

/** One entry as the journal shows it; names are looked up when it is read, and stand nowhere in the record. */
export interface JournalEntry {
  id: string;
  at: string;
  person: { id: string; name: string | null } | null;
  organisation: { id: string; name: string; address: string } | null;
  action: string;
  label: string;
  kind: Kind;
  object: { type: string; id: string | null; name: string | null } | null;
  /** Each `what: how many`, in words. */
  details: string[];
  /** Where it came from, truncated; only of the last seven days. */
  network: string | null;
  sealed: boolean;
}

const names = ["qui", "structure", "nature", "acte", "objet", "du", "au"] as const;

/** Reads the filters from an address or a form; what makes no sense is as if it were not there. */
export function readJournalFilters(params: URLSearchParams | FormData): JournalFilters {
  const [who = "", organisation = "", kind = "", action = "", object = "", from = "", until = ""] = names.map(
    (name) => {
      const value = params.get(name);
      return typeof value === "string" ? cleanText(value).slice(0, 300) : "";
    },
  );
  return {
    who,
    organisation,
    object,
    kind: kinds.find((known) => known === kind) ?? "",
    action: /^[a-z_-]+\.[a-z_-]+$/.test(action) ? action : "",
    from: dayOf(from),
    until: dayOf(until),
  };
}

const dayOf = (text: string): string => (isDay(text) ? text : "");

/** The filters as parameters of an address, the empty ones left out. */
export function journalParams(filters: JournalFilters): [name: string, value: string][] {
  const { who, organisation, kind, action, object, from, until } = filters;
  const values = [who, organisation, kind, action, object, from, until];
  return names.flatMap((name, index): [string, string][] => (values[index] ? [[name, values[index]]] : []));
}

/** The address of the journal, narrowed and at a place. */
export function journalPath(filters: Partial<JournalFilters>, place?: JournalCursor): string {
  const params = new URLSearchParams(journalParams({ ...noFilters, ...filters }));
  if (place) params.set(place.side === "older" ? "avant" : "apres", `${place.at.getTime()}_${place.id}`);
  return params.size > 0 ? `/journal?${params}` : "/journal";
}

export const noFilters: JournalFilters = {
  who: "",
  organisation: "",
  kind: "",
  action: "",
  object: "",
  from: "",
  until: "",
};

/** No entry is from later: the year 2200. */
const latest = Date.UTC(2200, 0);

/** The place an address names; none where it names none that could be. */
export function readJournalCursor(params: URLSearchParams): JournalCursor | undefined {
  const side = params.has("avant") ? "older" : "newer";
  const value = params.get(side === "older" ? "avant" : "apres") ?? "";
  const [, time = "", id = ""] = /^(\d{1,15})_(.*)$/.exec(value) ?? [];
  return isUuid(id) && Number(time) < latest ? { side, at: new Date(Number(time)), id } : undefined;
}
