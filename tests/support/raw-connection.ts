import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One TCP connection that sends requests one after the other, as the pool of a browser or a proxy does. */
export class RawConnection {
  readonly #socket: Socket;
  #heard = "";
  /** Why the connection was closed; null while it is open. */
  closed: "end" | "reset" | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      this.#heard += text;
      socket.emit("heard");
    });
    socket.on("error", () => this.#close("reset"));
    socket.on("end", () => this.#close("end"));
    socket.on("close", () => this.#close("end"));
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const connection = new RawConnection(socket);
    await once(socket, "connect");
    return connection;
  }

  /** Sends a part of a request. @returns whether the system took it at once */
  write(part: string): boolean {
    return this.closed === null && this.#socket.write(part, "latin1");
  }

  /** Waits until the system has taken what was written, or the connection was closed. */
  async drained(): Promise<void> {
    if (this.closed === null && this.#socket.writableNeedDrain) await this.#next("drain");
  }

  /** The head and body of the next response. @throws when the connection is closed before it is complete */
  async response(): Promise<{ status: number; head: string; body: string }> {
    const head = await this.#take(/^[\s\S]*?\r\n\r\n/);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    const isChunked = /\r\ntransfer-encoding: chunked/i.test(head);
    const body = isChunked
      ? await this.#take(/^(?:[\s\S]*\r\n)?0\r\n\r\n/)
      : await this.#take(new RegExp(`^[\\s\\S]{${length ?? 0}}`));
    return { status: Number(head.slice(9, 12)), head, body };
  }

  end(): void {
    this.#socket.destroy();
  }

  async #take(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#heard)?.[0];
      if (found !== undefined) {
        this.#heard = this.#heard.slice(found.length);
        return found;
      }
      if (this.closed) throw new Error(`The connection was closed (${this.closed}) after: ${this.#heard}`);
      await this.#next("heard");
    }
  }

  #close(by: "end" | "reset"): void {
    this.closed ??= by;
    this.#socket.emit("heard");
  }

  async #next(event: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#socket.off(event, done).off("close", done);
        resolve();
      };
      this.#socket.on(event, done).on("close", done);
    });
  }
}
