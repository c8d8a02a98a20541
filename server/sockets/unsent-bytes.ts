import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server, Socket } from "socket.io";
import { cutConnection } from "./cut-connection";

type Connection = Socket["conn"];

/** Maximum unsent bytes per connection: a whole document twice. */
const maxPerConnection = 9 * 1024 * 1024;
/** The same for all connections of one person. */
const maxPerPerson = 24 * 1024 * 1024;

interface Account {
  connection: Connection;
  /** Created, and not yet handed to the system. */
  bytes: number;
  personId: string | null;
}

/**
 * Bytes that were sent to each connection and wait in this process because the client does not read them. A connection
 * or person above the limit is cut; an honest client reconnects and catches up.
 */
export class UnsentBytes {
  readonly #accounts = new Map<Connection, Account>();
  readonly #byPerson = new Map<string, number>();
  readonly #onCut: (personId: string | null) => void;

  /** @param onCut receives the person of each connection that was cut */
  constructor(io: Server, onCut: (personId: string | null) => void) {
    this.#onCut = onCut;
    io.engine.on("connection", (connection: Connection) => this.#watch(connection));
    io.engine.use(refuseUnreadPolling);
  }

  /** Counts the connection's bytes for this person from now on. */
  belongsTo(connection: Connection, personId: string): void {
    const account = this.#accounts.get(connection);
    if (!account) return;
    const { bytes } = account;
    this.#note(account, 0);
    account.personId = personId;
    this.#note(account, bytes);
  }

  #watch(connection: Connection): void {
    const account: Account = { connection, bytes: 0, personId: null };
    let inFlight = 0;
    let queued = 0;
    const count = () => this.#note(account, queued + inFlight);
    // A frame is released when the system has taken it.
    const handedOver = () => {
      inFlight = 0;
      count();
    };
    this.#accounts.set(connection, account);
    connection.transport.on("drain", handedOver);
    connection.on("upgrade", (transport: Connection["transport"]) => transport.on("drain", handedOver));
    connection.on("packetCreate", ({ data }: { data?: string | ArrayBufferView | ArrayBuffer }) => {
      queued += sizeOf(data);
      count();
      this.#judge(account);
    });
    connection.on("flush", () => {
      inFlight += queued;
      queued = 0;
    });
    connection.once("close", () => this.#forget(account));
  }

  #note(account: Account, bytes: number): void {
    // Already cut: further bytes are not counted.
    if (!this.#accounts.has(account.connection)) return;
    const difference = bytes - account.bytes;
    account.bytes = bytes;
    const { personId } = account;
    if (personId === null || difference === 0) return;
    const total = (this.#byPerson.get(personId) ?? 0) + difference;
    if (total > 0) this.#byPerson.set(personId, total);
    else this.#byPerson.delete(personId);
  }

  #forget(account: Account): void {
    this.#note(account, 0);
    this.#accounts.delete(account.connection);
  }

  #judge(account: Account): void {
    if (!this.#accounts.has(account.connection)) return;
    const { personId } = account;
    if (account.bytes > maxPerConnection) this.#cut(account);
    else if (personId !== null && (this.#byPerson.get(personId) ?? 0) > maxPerPerson) {
      const theirs = [...this.#accounts.values()].filter((each) => each.personId === personId);
      this.#cut(theirs.reduce((most, each) => (each.bytes > most.bytes ? each : most), account));
    }
  }

  /** Immediately, without flushing the unsent bytes. */
  #cut(account: Account): void {
    const { connection, personId } = account;
    this.#forget(account);
    // Not in the middle of a broadcast.
    setImmediate(() => {
      cutConnection(connection);
      this.#onCut(personId);
    });
  }
}

const sizeOf = (data: string | ArrayBufferView | ArrayBuffer | undefined): number => {
  if (data === undefined) return 0;
  return typeof data === "string" ? data.length : data.byteLength;
};

/** The last response of each polling connection. */
const answers = new Map<string, ServerResponse>();

/**
 * With polling, unsent bytes wait in the response to a poll. An honest client polls again after reading the last
 * response; an earlier poll is refused, so at most one response per connection is unread.
 */
function refuseUnreadPolling(
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: Error) => void,
) {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  const id = searchParams.get("sid");
  if (id === null || request.method !== "GET" || searchParams.get("transport") !== "polling") return next();
  const last = answers.get(id);
  if (last?.writableEnded && !last.writableFinished && !last.destroyed) {
    last.destroy();
    return next(new Error("The last answer was not read."));
  }
  answers.set(id, response);
  response.once("close", () => answers.get(id) === response && answers.delete(id));
  next();
}
