import { cleanText, isDay } from "../http/fields";
import { isUuid } from "../http/uuid";
import { type Kind, kinds } from "./kinds";

/** The filters of the journal; empty fields do not filter. */
export interface JournalFilters {
  /** The acting person: part of a name, a whole mail address, or an id. */
  who: string;
  /** The organisation acted for: part of its name, its acronym, or its id. */
  organisation: string;
  kind: Kind | "";
  action: string;
  /** The id of the object, or an address of the portal that contains it. */
  object: string;
  /** Days in the network's zone, both inclusive. */
  from: string;
  until: string;
}

/** A cursor between two entries, for reading older or newer ones. */
export interface JournalCursor {
  side: "older" | "newer";
  at: Date;
  id: string;
}

/** One entry as the journal shows it; names are looked up on reading and are not stored in the record. */
export interface JournalEntry {
  id: string;
  at: string;
  person: { id: string; name: string | null } | null;
  organisation: { id: string; name: string; address: string } | null;
  action: string;
  label: string;
  kind: Kind;
  object: { type: string; id: string | null; name: string | null } | null;
  /** Each as `label: value`. */
  details: string[];
  /** The truncated network; only for the last seven days. */
  network: string | null;
  sealed: boolean;
}

const names = ["qui", "structure", "nature", "acte", "objet", "du", "au"] as const;

/** Reads the filters from a URL or a form; invalid values are ignored. */
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

/** The filters as URL parameters, without the empty ones. */
export function journalParams(filters: JournalFilters): [name: string, value: string][] {
  const { who, organisation, kind, action, object, from, until } = filters;
  const values = [who, organisation, kind, action, object, from, until];
  return names.flatMap((name, index): [string, string][] => (values[index] ? [[name, values[index]]] : []));
}

/** The URL of the journal with filters and a cursor. */
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

/** No entry is later than the year 2200. */
const latest = Date.UTC(2200, 0);

/** The cursor in a URL; undefined when it is invalid. */
export function readJournalCursor(params: URLSearchParams): JournalCursor | undefined {
  const side = params.has("avant") ? "older" : "newer";
  const value = params.get(side === "older" ? "avant" : "apres") ?? "";
  const [, time = "", id = ""] = /^(\d{1,15})_(.*)$/.exec(value) ?? [];
  return isUuid(id) && Number(time) < latest ? { side, at: new Date(Number(time)), id } : undefined;
}
