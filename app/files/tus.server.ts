import { AsyncLocalStorage } from "node:async_hooks";
import type { Readable } from "node:stream";
import { DataStore, Server, Upload } from "@tus/server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { log } from "../services/services.server";
import { uploadsAddress } from "./files";
import { finishUpload } from "./finish-upload.server";
import { appendBytes, arrivedBytes, isDiskFull } from "./upload-folder.server";
import { cancelUpload, findUpload, mayReceive, noteArrived } from "./uploads.server";

/** Who sends this request, and the upload that it has begun. */
interface Sender {
  viewer: Viewer;
  begun?: string;
}

const sender = new AsyncLocalStorage<Sender>();

function currentSender(): Sender {
  const current = sender.getStore();
  if (!current) throw new Error("A tus request outside of answerTus().");
  return current;
}

/** As the tus protocol answers: the body is the reason, for our own client. */
const refusal = (status_code: number, body: string) => ({ status_code, body });

/** Uploads as tus sees them: their rows in the database, their bytes in the upload folder. */
class UploadStore extends DataStore {
  override extensions = ["creation", "termination"];

  /** The row was written before, by `beginUpload`, which checks rights and quotas. */
  override async create(upload: Upload): Promise<Upload> {
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, state } = await findUpload(currentSender().viewer, id);
    return new Upload({ id, size, offset: state === "receiving" ? await arrivedBytes(id) : size });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { viewer } = currentSender();
    if (!(await mayReceive(viewer, id))) throw refusal(403, "rightEnded");
    const { size } = await db.upload.findUniqueOrThrow({ where: { id }, select: { size: true } });
    let stopped = false;
    const mayGoOn = async () => {
      stopped = !(await mayReceive(viewer, id));
      return !stopped;
    };
    try {
      const arrived = await appendBytes(id, offset, stream, { maxSize: size, mayGoOn });
      await noteArrived(id, arrived === size);
      if (stopped) throw refusal(403, "rightEnded");
      return arrived;
    } catch (error) {
      if (isDiskFull(error)) throw refusal(507, "diskFull");
      if (error instanceof RangeError) throw refusal(413, "tooLarge");
      throw error;
    }
  }

  override async remove(id: string): Promise<void> {
    await cancelUpload(currentSender().viewer, id);
  }
}

const server = new Server({
  path: uploadsAddress,
  relativeLocation: true,
  datastore: new UploadStore(),
  namingFunction: () => currentSender().begun ?? "",
  async onUploadFinish(_request, { id }) {
    await finishQuietly(currentSender().viewer, id);
    return {};
  },
  async onResponseError(_request, error) {
    if (error instanceof Response) return refusal(error.status, "");
    return undefined;
  },
});

/** All bytes are safe: if the examination fails now, the job repeats it. */
async function finishQuietly(viewer: Viewer, id: string): Promise<void> {
  try {
    await finishUpload(viewer, id);
  } catch (error) {
    log().error({ err: error, upload: id }, "an upload could not be examined; it will be tried again");
  }
}

/**
 * Answers a request of the tus protocol for this viewer. Each request looks the upload up through the viewer, so a right that
 * ended stops the upload at its next chunk.
 */
export async function answerTus(request: Request, viewer: Viewer, begun?: string): Promise<Response> {
  const response = await sender.run({ viewer, begun }, () => server.handleWeb(request));
  const headers = new Headers(response.headers);
  // Only our own pages send uploads.
  for (const name of [...headers.keys()]) if (name.startsWith("access-control-")) headers.delete(name);
  headers.set("Cache-Control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}
