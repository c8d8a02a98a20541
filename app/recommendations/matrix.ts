import { cleanText } from "../http/fields";
import { type Cursor, readCursor, writeCursor } from "../http/pagination";
import { isUuid } from "../http/uuid";
import { type Grade, grades, type Position, positions, type Status, statuses } from "./recommendations";

export const matrixOrders = ["number", "due", "authority", "status", "source", "theme"] as const;
export type MatrixOrder = (typeof matrixOrders)[number];

/** Orders by which the table can be grouped: its rows stand under a line for each value. */
export const matrixGroups = ["authority", "theme", "source", "status"] as const;
export type MatrixGroup = (typeof matrixGroups)[number];

/** What the table of follow-up shows. */
export interface MatrixQuery {
  q?: string;
  authority?: string;
  theme?: string;
  body?: string;
  status?: Status;
  position?: Position;
  grade?: Grade;
  late?: boolean;
  order?: MatrixOrder;
  group?: MatrixGroup;
  after?: Cursor | null;
}

/** A row of the table: one addressee of a recommendation. */
export interface MatrixRow {
  /** Id of the addressee. */
  id: string;
  recommendationId: string;
  number: number;
  text: string;
  source: string;
  body: string | null;
  authorityId: string;
  authoritySlug: string;
  authority: string;
  position: Position;
  status: Status;
  grade: Grade;
  dueText: string | null;
  dueOn: string | null;
  overdue: boolean;
  follower: string | null;
  theme: string | null;
  version: number;
}

export interface MatrixPage {
  rows: MatrixRow[];
  total: number;
  recommendations: number;
  late: number;
  next: string | null;
}

const oneOf = <Value extends string>(values: readonly Value[], given: string | null): Value | undefined =>
  values.find((value) => value === given);

const idOf = (given: string | null) => {
  const id = (given ?? "").slice(0, 36).toLowerCase();
  return isUuid(id) ? id : undefined;
};

/** Reads the query of an address; invalid values are ignored. */
export function readMatrixQuery(params: URLSearchParams): MatrixQuery {
  return {
    q: cleanText(params.get("q") ?? "").slice(0, 100) || undefined,
    authority: idOf(params.get("autorite")),
    theme: idOf(params.get("theme")),
    body: cleanText(params.get("source") ?? "").slice(0, 120) || undefined,
    status: oneOf(statuses, params.get("statut")),
    position: oneOf(positions, params.get("position")),
    grade: oneOf([...grades, "N" as const], params.get("note")),
    late: params.get("retard") === "oui" || undefined,
    order: oneOf(matrixOrders, params.get("tri")),
    group: oneOf(matrixGroups, params.get("groupe")),
    after: readCursor(params.get("apres")),
  };
}

/** The query as parameters, without those that say nothing. */
export function matrixParams(query: MatrixQuery, more: Record<string, string> = {}): URLSearchParams {
  const params = new URLSearchParams();
  const given: Record<string, string | undefined> = {
    q: query.q,
    autorite: query.authority,
    theme: query.theme,
    source: query.body,
    statut: query.status,
    position: query.position,
    note: query.grade,
    retard: query.late ? "oui" : undefined,
    tri: query.order,
    groupe: query.group,
    apres: query.after ? writeCursor(query.after) : undefined,
    ...more,
  };
  for (const [name, value] of Object.entries(given)) if (value) params.set(name, value);
  return params;
}

export function matrixPath(query: MatrixQuery, more: Record<string, string> = {}, page = ""): string {
  const params = matrixParams(query, more);
  return `/recommandations${page}${params.size > 0 ? `?${params}` : ""}`;
}
