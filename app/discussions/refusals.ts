/** What was wrong with a form of words, as the page says it. */
export type BodyRefusal = "required" | "tooLong" | "otherWords" | WriteRefusal;

/** Why its sender may not write it, or not now. */
export type WriteRefusal = "frozen" | "readOnly" | "tooFast";

/** A form that is shown again, with what somebody wrote in it. */
export interface ShownForm {
  title: string | null;
  body: string;
  refusal: BodyRefusal | null;
}

/** The fields to show again; whatever else a form held is left out. */
export function shownForm(payload: Record<string, unknown>, refusal: BodyRefusal | null): ShownForm {
  const { title, body } = payload;
  return {
    title: typeof title === "string" ? title : null,
    body: typeof body === "string" ? body : "",
    refusal,
  };
}

/** What the schema says of the body or the title, the worst first; null when it was only to be shown again. */
export function readRefusal({
  error,
}: {
  error?: Record<string, string[] | null> | null;
}): BodyRefusal | null {
  const said = [error?.body, error?.title].flatMap((errors) => errors ?? []);
  if (said.includes("field.tooLong")) return "tooLong";
  return said.length > 0 ? "required" : null;
}
