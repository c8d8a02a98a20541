/** Why a form was refused. */
export type BodyRefusal = "required" | "tooLong" | "otherWords" | WriteRefusal;

/** Why the sender may not write, or not now. */
export type WriteRefusal = "frozen" | "readOnly" | "closed" | "tooFast";

/** A refused form with its fields, to be shown again. */
export interface ShownForm {
  title: string | null;
  body: string;
  refusal: BodyRefusal | null;
}

/** The fields to show again; other fields are dropped. */
export function shownForm(payload: Record<string, unknown>, refusal: BodyRefusal | null): ShownForm {
  const { title, body } = payload;
  return {
    title: typeof title === "string" ? title : null,
    body: typeof body === "string" ? body : "",
    refusal,
  };
}

/** The most severe error of the body or the title; null when the form was only to be shown again. */
export function readRefusal({
  error,
}: {
  error?: Record<string, string[] | null> | null;
}): BodyRefusal | null {
  const said = [error?.body, error?.title].flatMap((errors) => errors ?? []);
  if (said.includes("field.tooLong")) return "tooLong";
  return said.length > 0 ? "required" : null;
}
