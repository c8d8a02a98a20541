import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/**
 * A WebSocket by hand, as far as a live connection needs one: unlike a library's it can stop reading from the line, and
 * what the server sends then waits on the server.
 */
export class RawWebSocket {
  readonly #socket: Socket;
  readonly #heard: string[] = [];
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (data) => this.#heard.push(data.toString("latin1")));
    socket.on("close", () => {
      this.closed = true;
    });
    socket.on("error", () => undefined);
  }

  /** @throws when the server refuses */
  static async open(url: string, headers: Record<string, string>): Promise<RawWebSocket> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    const opened = new RawWebSocket(socket);
    const lines = {
      Host: host,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      ...headers,
    };
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /live/?EIO=4&transport=websocket HTTP/1.1\r\n${head.join("")}\r\n`);
    await opened.heard(/^HTTP\/1.1 101/);
    return opened;
  }

  /** Resolves when the server has said something like this. @throws when it closes before */
  async heard(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#heard.join(""))) {
      if (this.closed) throw new Error("The server closed the connection.");
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#socket.off("data", done).off("close", done);
          resolve();
        };
        this.#socket.once("data", done).once("close", done);
      });
    }
  }

  /** Sends one short frame, masked as a client must. */
  send(payload: string | Uint8Array): void {
    const bytes = Buffer.from(payload);
    const mask = randomBytes(4);
    const length =
      bytes.length < 126
        ? Buffer.from([0x80 | bytes.length])
        : Buffer.from([0xfe, bytes.length >> 8, bytes.length & 255]);
    const masked = bytes.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    this.#socket.write(
      Buffer.concat([Buffer.from([typeof payload === "string" ? 0x81 : 0x82]), length, mask, masked]),
    );
  }

  /** Reads nothing any more. */
  pause(): void {
    this.#socket.pause();
  }

  /** Reads again, and so learns whether the line still stands. */
  resume(): void {
    this.#heard.length = 0;
    this.#socket.resume();
  }

  end(): void {
    this.#socket.destroy();
  }
}
