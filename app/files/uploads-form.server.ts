import { z } from "zod";
import { attachToField } from "./attachments-form.server";
import { maxFileSize } from "./files";
import type { UploadPlan } from "./uploads.server";

const planSchema = z.object({
  space: z.uuid(),
  folder: z.uuid().optional(),
  file: z.uuid().optional(),
  name: z.string().max(1_000),
  size: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  attachTo: attachToField.optional(),
  keepOriginal: z.literal("yes").optional(),
  key: z.string().regex(/^[\w-]{20,80}$/),
});

/** Reads the announcement of an upload from the headers of the tus protocol. @returns null when it is malformed */
export function readPlan(headers: Headers): UploadPlan | null {
  const metadata = Object.fromEntries(
    (headers.get("Upload-Metadata") ?? "").split(",").map((pair) => {
      const [name = "", value = ""] = pair.trim().split(" ");
      return [name, Buffer.from(value, "base64").toString("utf8")];
    }),
  );
  const read = planSchema.safeParse({ ...metadata, size: headers.get("Upload-Length") });
  if (!read.success) return null;
  const { keepOriginal, size, ...plan } = read.data;
  // A larger number would not fit the database; the verb refuses it with the reason.
  return { ...plan, size: Math.min(size, maxFileSize + 1), keepOriginal: keepOriginal === "yes" };
}
