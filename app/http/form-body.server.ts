import { badRequest } from "./errors";
import { maxFields } from "./field-names";

/** Maximum size of a part's headers (field name, file name, type), in bytes. */
const maxPartHeaderLength = 4_000;

/**
 * Reads the fields of a form. The platform's parser has no limits: 256 kB of `a&a&a…` block the process for 300
 * ms, and as many part headers for longer. So fields and headers are counted in the bytes before they are
 * parsed.
 * @throws 400 when the body is not a form, or has more fields than any form of the portal.
 */
export async function parseFormBody(request: Request): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  const body = Buffer.from(await request.arrayBuffer().catch(() => badRequest()));
  if (!isBounded(body, type)) badRequest();
  const copy = new Response(body, { headers: { "Content-Type": type } });
  return await copy.formData().catch(() => badRequest());
}

function isBounded(body: Buffer, type: string): boolean {
  const [, quoted, plain] = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  return boundary === undefined ? hasFewFields(body) : hasFewParts(body, Buffer.from(`--${boundary}`));
}

function hasFewFields(body: Buffer): boolean {
  let count = 1;
  for (let at = body.indexOf("&"); at >= 0; at = body.indexOf("&", at + 1)) {
    count += 1;
    if (count > maxFields) return false;
  }
  return true;
}

function hasFewParts(body: Buffer, delimiter: Buffer): boolean {
  let count = 0;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    count += 1;
    // The last delimiter has no part after it.
    if (count > maxFields + 1) return false;
    const header = body.subarray(at, at + maxPartHeaderLength);
    const isLast = header.subarray(delimiter.length, delimiter.length + 2).equals(Buffer.from("--"));
    if (!isLast && header.indexOf("\r\n\r\n") < 0) return false;
  }
  return count > 0;
}
