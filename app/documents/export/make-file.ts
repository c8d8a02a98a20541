import type { DocumentNode } from "../document-nodes";
import { guardedContent } from "../reading.server";
import type { ExportForm, ExportFrame } from "./export";

/** A content as a file. Comments stand beside the text, so no file has a trace of them. */
export async function makeFile(
  content: DocumentNode,
  form: ExportForm,
  frame: ExportFrame,
): Promise<Uint8Array> {
  const guarded = guardedContent(content);
  if (form === "docx") return await (await import("./docx")).docxOf(guarded, frame);
  const text =
    form === "md"
      ? (await import("./markdown")).markdownOf(guarded, frame.title)
      : (await import("./html")).htmlOf(guarded, frame);
  return new TextEncoder().encode(text);
}
