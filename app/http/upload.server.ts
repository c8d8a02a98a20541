import { readFields } from "./form.server";

/**
 * Reads a form that may hold one file.
 * @param largest of the file, in bytes; the fields beside it are small.
 * @returns null when it is larger: the page says so, in words.
 * @throws 400 when the body is no form of ours.
 */
export async function readUpload(request: Request, largest: number): Promise<FormData | null> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (!(length <= largest + 64 * 1024)) return null;
  return await readFields(request);
}
