import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

/** The peer of announcements: socket.io and nothing else. A request makes it tell everyone. */
const server = createServer((_request, response) => {
  io.to("thread").emit("thread:changed", { thread: "01a1f0a4-7c19-7d35-b0c0-5d4ea9d9f1c2", change: 17 });
  response.end();
});
const io = new Server(server, { serveClient: false, perMessageDeflate: false });
io.on("connection", (socket) => void socket.join("thread"));
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`answers at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
