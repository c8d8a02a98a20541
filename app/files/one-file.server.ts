import { Readable } from "node:stream";
import Busboy from "@fastify/busboy";
import { badRequest } from "../http/errors";

/**
 * Reads the first file of a form while it arrives and gives it to `take`; everything else is discarded.
 * @returns what `take` answered, null for a form without a file. @throws 400
 */
export async function receiveOneFile<Answer>(
  request: Request,
  take: (file: Readable) => Promise<Answer>,
): Promise<Answer | null> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("multipart/form-data") || !request.body) badRequest();
  const parser = new Busboy({
    headers: { "content-type": type },
    limits: { fields: 5, fieldSize: 200, fieldNameSize: 40, files: 1, headerPairs: 20 },
  });
  let answer: Promise<Answer> | null = null;
  parser.on("file", (_field, file, name) => {
    file.on("error", () => undefined);
    if (!name || answer) return void file.resume();
    answer = take(file).finally(() => file.resume());
    answer.catch(() => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    parser.once("finish", resolve);
    parser.once("error", reject);
    Readable.fromWeb(request.body as never)
      .once("error", reject)
      .pipe(parser);
  }).catch(() => badRequest());
  return await answer;
}
