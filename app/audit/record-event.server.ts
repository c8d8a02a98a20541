import { type Database, onCommit } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { requestNetwork } from "../http/request.server";
import * as outbox from "../outbox/outbox.server";
import { now } from "../services/services.server";
import { type Action, type DetailsOf, keepsAddress, type ObjectOf, rowOf, type ToldAction } from "./actions";

/** Who acts, and for which organisation, if any. A viewer is an actor. */
export interface Actor {
  /** Null for the portal itself or an unknown person. */
  personId: string | null;
  organisationId?: string | null;
}

/** The actor of what the portal does by itself, as a job does, and of what an unknown person does. */
export const thePortal: Actor = { personId: null };

/** A person who acts for one of their organisations. */
export const actingFor = ({ personId }: Actor, organisationId: string | null | undefined): Actor => {
  return { personId, organisationId };
};

/** An outbox event of an action: ids, counts and codes. */
export interface Happened<A extends ToldAction> {
  personId: string | null;
  organisationId: string | null;
  object: ObjectOf<A>;
  details: DetailsOf<A>;
}

type HappenedEvents = { [A in ToldAction]: Happened<A> };

declare module "../outbox/events" {
  interface Events extends HappenedEvents {}
}

type Written = Record<string, string | number | boolean | undefined>;
type DetailsGiven<A extends Action> =
  Record<never, never> extends DetailsOf<A> ? [details?: DetailsOf<A>] : [details: DetailsOf<A>];

/**
 * Writes what happened, in the transaction of the act: the audit entry, its network for a week, and the outbox event,
 * as far as the table of actions says so, in one statement. Ids, never names or mail addresses; what happened, never
 * content. The portal's database role can only insert and select in the audit record.
 * @param tx of `inTransaction`; `db` only for actions that are not told.
 */
export async function recordEvent<A extends Action>(
  tx: Database,
  actor: Actor,
  action: A,
  object: ObjectOf<A>,
  ...[details]: DetailsGiven<A>
): Promise<void> {
  const { to } = rowOf(action);
  const [id, at] = [newId(), now()];
  const given = (details ?? {}) as Written;
  const inserts: Prisma.Sql[] = [];
  if (to !== "outbox") inserts.push(...entryInserts({ id, at, actor, action, object, given }));
  if (to !== "audit") {
    const { personId, organisationId = null } = actor;
    inserts.push(outbox.eventInsert(action, { personId, organisationId, object, details: given }));
    onCommit(tx, outbox.wakeDelivery);
  }
  const last = inserts.pop() as Prisma.Sql;
  const before = inserts.map((insert, index) => Prisma.sql`${Prisma.raw(`w${index}`)} AS (${insert})`);
  await tx.$executeRaw(before.length > 0 ? Prisma.sql`WITH ${Prisma.join(before)} ${last}` : last);
}

interface Entry {
  id: string;
  at: Date;
  actor: Actor;
  action: Action;
  object: string | null;
  given: Written;
}

function entryInserts({ id, at, actor, action, object, given }: Entry): Prisma.Sql[] {
  const { on = null, context = {} } = rowOf(action);
  const said = Object.entries(given).filter(([key]) => !(key in context));
  const details = JSON.stringify(Object.fromEntries(said));
  const entry = Prisma.sql`
    INSERT INTO "AuditEntry" ("id", "at", "personId", "organisationId", "action", "objectType", "objectId", "details")
    VALUES (${id}::uuid, ${at}::timestamptz, ${actor.personId}::uuid, ${actor.organisationId ?? null}::uuid,
      ${action}, ${on}, ${object}::uuid, ${details}::jsonb)`;
  const network = keepsAddress(action) ? requestNetwork() : null;
  if (!network) return [entry];
  const address = Prisma.sql`
    INSERT INTO "AuditAddress" ("entryId", "network", "at") VALUES (${id}::uuid, ${network}, ${at}::timestamptz)`;
  return [entry, address];
}
