import { log } from "../services/services.server";
import type { Viewer } from "./viewer";
import { type RequestArgs, rightsHold } from "./viewer.server";

export interface Download {
  /** The file's name for `Content-Disposition`. */
  name: string;
  type: string;
  parts: AsyncIterable<string>;
}

/** A revoked right ends a download within two seconds, as on live connections. */
const rightsCheckIntervalMs = 1_000;

/** Small parts are buffered: a write per row would cost more than the row. */
const minChunkLength = 32 * 1024;

/**
 * A file that is generated while it is sent, with back-pressure: the next part is read only when the connection
 * has taken the ones before, so that a slow client costs one part in memory. A download may take hours: rights
 * are checked again meanwhile. An error destroys the connection, since a truncated file would look complete.
 */
export function fileResponse(
  { context: { sending } }: RequestArgs,
  viewer: Viewer,
  { name, type, parts }: Download,
  holds: (viewer: Viewer) => Promise<boolean> = rightsHold,
): Response {
  const chunks = inChunks(parts);
  let checkedAt = performance.now();
  async function nextChunk(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!(await sending.drained())) return await chunks.return(undefined);
    if (performance.now() - checkedAt > rightsCheckIntervalMs) {
      if (!(await holds(viewer))) throw new Error("The rights of the reader changed meanwhile.");
      checkedAt = performance.now();
    }
    return await chunks.next();
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await nextChunk();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          log().warn({ err: error, file: name }, "a download was broken off");
          sending.breakOff();
          controller.close();
          await chunks.return(undefined);
        }
      },
      cancel: async () => void (await chunks.return(undefined)),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}

async function* inChunks(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array, undefined> {
  let gathered = "";
  for await (const part of parts) {
    gathered += part;
    if (gathered.length < minChunkLength) continue;
    yield Buffer.from(gathered);
    gathered = "";
  }
  if (gathered) yield Buffer.from(gathered);
}
