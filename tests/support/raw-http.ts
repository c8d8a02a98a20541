import { request } from "node:http";

/** An answer to a request that no browser would send. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends what `fetch` refuses to: any Host, any Origin, any method. @throws when the connection is cut instead. */
export function sendRaw(
  base: string,
  path: string,
  { method = "GET", headers = {}, body }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const asking = request({
      agent: false,
      hostname,
      port,
      path,
      method,
      headers: { Host: new URL(base).host, ...headers },
    });
    asking.on("error", reject);
    asking.on("response", (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString("utf8"),
        }),
      );
    });
    asking.end(body);
  });
}
