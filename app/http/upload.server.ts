import { readFields } from "./form.server";

/**
 * Reads a form that may hold one file.
 * @param largest maximum size of the file in bytes; the fields beside it are small.
 * @returns null when the file is too large: the page shows a message.
 * @throws 400 when the body is not a form of the portal.
 */
export async function readUpload(request: Request, largest: number): Promise<FormData | null> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (!(length <= largest + 64 * 1024)) return null;
  return await readFields(request);
}
