import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server, Socket } from "socket.io";

type Connection = Socket["conn"];

/** What may wait here for one connection to read it: a whole document twice. */
const maxPerConnection = 9 * 1024 * 1024;
/** The same for all connections of one person. */
const maxPerPerson = 24 * 1024 * 1024;

interface Account {
  connection: Connection;
  /** Made, and not handed to the system. */
  bytes: number;
  personId: string | null;
}

/**
 * What was sent to each connection and waits in this process, since the other side does not read it. A connection or a
 * person with more of it than allowed is cut: it comes back and catches up, if it is one of ours.
 */
export class UnsentBytes {
  readonly #accounts = new Map<Connection, Account>();
  readonly #byPerson = new Map<string, number>();
  readonly #onCut: (personId: string | null) => void;

  /** @param onCut is told whose connection was cut */
  constructor(io: Server, onCut: (personId: string | null) => void) {
    this.#onCut = onCut;
    io.engine.on("connection", (connection: Connection) => this.#watch(connection));
    io.engine.use(refuseUnreadPolling);
  }

  /** From now on the connection's bytes are this person's. */
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
    // A frame that was handed over is let go of when the system has taken it.
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
    // Cut already: what is still sent to it counts for nobody.
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

  /** At once, and without waiting until it has read what waits for it. */
  #cut(account: Account): void {
    const { connection, personId } = account;
    this.#forget(account);
    // Not in the middle of a broadcast.
    setImmediate(() => {
      const { socket } = connection.transport as { socket?: { terminate?: () => void } };
      connection.close(true);
      socket?.terminate?.();
      this.#onCut(personId);
    });
  }
}

const sizeOf = (data: string | ArrayBufferView | ArrayBuffer | undefined): number => {
  if (data === undefined) return 0;
  return typeof data === "string" ? data.length : data.byteLength;
};

/** Of each polling connection, the last answer. */
const answers = new Map<string, ServerResponse>();

/**
 * Over polling, what was handed over waits in the answer to a request. A client asks again when it has read the last
 * answer; one that asks before is refused, and so has one answer unread at most.
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
