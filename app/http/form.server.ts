import { parseWithZod } from "@conform-to/zod/v4";
import type { ZodType } from "zod";
import { badRequest } from "./errors";
import { areFormFieldNames } from "./field-names";
import { parseFormBody } from "./form-body.server";

/** Forms of the portal are small; files have their own endpoint. */
const maxFormBytes = 256 * 1024;

/**
 * Reads a posted form and validates it against a schema.
 * @returns conform's submission: `value` when valid, otherwise `reply()` for the page to show the errors.
 * @throws 400 when the body is not a form, or is too large.
 */
export async function parseForm<Schema extends ZodType>(request: Request, schema: Schema) {
  return checkForm(await readForm(request), schema);
}

/** As `parseForm`, for fields that have been read already. */
export function checkForm<Schema extends ZodType>(form: FormData, schema: Schema) {
  return parseWithZod(form, { schema });
}

/** The raw fields of a posted form. @throws 400, as `parseForm`. */
export async function readForm(request: Request): Promise<FormData> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (!(length <= maxFormBytes)) badRequest("too-large");
  return await readFields(request);
}

/**
 * The fields of a body of any size. @throws 400 when it is not a form, or has fields that no page of the portal
 * sends.
 */
export async function readFields(request: Request): Promise<FormData> {
  const form = await parseFormBody(request);
  return areFormFieldNames([...form]) ? form : badRequest();
}
