import { Readable } from "node:stream";
import Busboy from "@fastify/busboy";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { badRequest } from "../http/errors";
import { isUuid } from "../http/uuid";
import { requireSpaceWriter } from "../workspaces/access.server";
import { findReadableSpace } from "../workspaces/spaces.server";
import { attachToField } from "./attachments-form.server";
import { maxFileSize, maxFilesPerForm, type RefusalReason } from "./files";
import { finishUpload } from "./finish-upload.server";
import { appendBytes, isDiskFull } from "./upload-folder.server";
import { beginUpload, cancelUpload, mayReceive, noteArrived, UploadRefused } from "./uploads.server";

/** The fields of the plain form, which stand before its files. */
interface FormFields {
  key: string;
  folder?: string;
  file?: string;
  keepOriginal: boolean;
  attachTo?: string;
}

/** What became of the form: the key by which the page finds its uploads, and a refusal without one. */
export interface FormResult {
  key: string;
  folder: string | null;
  refused: RefusalReason | null;
}

/**
 * Reads a form with files while it arrives: each file goes to disk as an upload of its own, in bounded memory, and is examined
 * at its end. Works without JavaScript; idempotent by the form's key.
 * @throws 400, 403, 404
 */
export async function receiveForm(request: Request, viewer: Viewer, spaceId: string): Promise<FormResult> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("multipart/form-data") || !request.body) badRequest();
  await findReadableSpace(viewer, spaceId);
  await requireSpaceWriter(viewer, spaceId);
  const reading = new FormReading(viewer, spaceId, announcedSize(request));
  await reading.read(type, Readable.fromWeb(request.body as never));
  const { key, folder = null } = reading.fields;
  return { key, folder, refused: reading.refused };
}

/** No file of the form can be larger than the whole. */
function announcedSize(request: Request): number {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  return Number.isFinite(length) ? Math.min(length, maxFileSize) : maxFileSize;
}

class FormReading {
  readonly #viewer: Viewer;
  readonly #spaceId: string;
  readonly #maxSize: number;
  readonly fields: FormFields = { key: "", keepOriginal: false };
  refused: RefusalReason | null = null;
  #count = 0;
  /** Files are received one after the other, in the order of the form. */
  #work: Promise<void> = Promise.resolve();

  constructor(viewer: Viewer, spaceId: string, maxSize: number) {
    this.#viewer = viewer;
    this.#spaceId = spaceId;
    this.#maxSize = maxSize;
  }

  async read(type: string, body: Readable): Promise<void> {
    const parser = new Busboy({
      headers: { "content-type": type },
      limits: { fields: 10, fieldSize: 200, fieldNameSize: 40, files: maxFilesPerForm, headerPairs: 20 },
    });
    parser.on("field", (name, value) => this.#takeField(name, value));
    parser.on("file", (_name, stream, fileName) => {
      stream.on("error", () => undefined);
      this.#work = this.#work.then(() => this.#takeFile(stream, fileName));
      this.#work.catch((error: Error) => body.destroy(error));
    });
    const parsed = new Promise<void>((resolve, reject) => {
      parser.once("finish", resolve);
      parser.once("error", reject);
      body.once("error", reject);
    });
    body.pipe(parser);
    await parsed.catch(async (error) => {
      // A refusal of ours has ended the body; anything else is a form that cannot be read.
      await this.#work;
      if (!(error instanceof Response)) badRequest();
    });
    await this.#work;
  }

  #takeField(name: string, value: string): void {
    if (name === "key" && isUuid(value)) this.fields.key = value;
    if (name === "folder" && isUuid(value)) this.fields.folder = value;
    if (name === "file" && isUuid(value)) this.fields.file = value;
    if (name === "attachTo") this.fields.attachTo = attachToField.safeParse(value).data;
    if (name === "keepOriginal") this.fields.keepOriginal = value === "yes";
  }

  async #takeFile(stream: Readable, fileName: string | undefined): Promise<void> {
    const { key, ...plan } = this.fields;
    // A form whose field for files is empty sends a file without name.
    if (!fileName || !key || this.refused) return void stream.resume();
    const index = this.#count++;
    try {
      const size = this.#maxSize;
      const name = fileName;
      const upload = await beginUpload(this.#viewer, {
        ...plan,
        space: this.#spaceId,
        name,
        size,
        key: `${key}-${index}`,
      });
      if (upload.state !== "receiving") return void stream.resume();
      await this.#receive(upload.id, stream);
    } catch (error) {
      stream.resume();
      if (error instanceof UploadRefused) this.refused = error.reason;
      else throw error;
    }
  }

  async #receive(id: string, stream: Readable): Promise<void> {
    try {
      const mayGoOn = () => mayReceive(this.#viewer, id);
      const size = await appendBytes(id, 0, stream, { maxSize: maxFileSize, mayGoOn });
      // The form announces only its whole size; from now on the file's own counts.
      await db.upload.updateMany({ where: { id, state: "receiving" }, data: { size } });
    } catch (error) {
      await cancelUpload(this.#viewer, id);
      if (isDiskFull(error)) throw new UploadRefused("diskFull");
      if (error instanceof RangeError) throw new UploadRefused("tooLarge");
      throw error;
    }
    await noteArrived(id, true);
    await finishUpload(this.#viewer, id);
  }
}
