/**
 * A form whose sender had to sign in first, or to show that it is still them. It travels in that page as one hidden
 * field, and afterwards goes back to where it was sent, marked so that it is shown again and not acted on: nothing is
 * done that the person does not press once more. See docs/decisions/0012.
 */

/** The hidden field of that page that holds the other form's fields, encoded as a query. */
export const carriedName = "carried";

/** The longest form that is carried: above every text of ours, each accented letter taking six signs here. */
export const maxCarriedLength = 200_000;

/** The field in which conform's intents travel. */
export const intentName = "__intent__";

/**
 * What marks a form as shown again: conform's own "only validate" intent, under which `parseForm` never gives a
 * value to act on, whatever route it meets.
 */
const shownAgain = [intentName, JSON.stringify({ type: "validate", payload: {} })] as const;

/** Whether this is that mark. */
export const isShownAgain = (value: unknown): boolean => value === shownAgain[1];

/** Packs a form that arrived at such a page; null when it is the page's own. */
export function packForm(form: FormData): string | null {
  if (form.has("email") || form.has("password")) return null;
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !name.startsWith("__") ? [[name, value]] : [],
  );
  const packed = new URLSearchParams(fields).toString();
  return packed.length > 0 && packed.length <= maxCarriedLength ? packed : null;
}

/** The packed form that such a page holds. */
export function carriedIn(form: FormData): string | undefined {
  const carried = form.get(carriedName);
  return typeof carried === "string" && carried !== "" ? carried : undefined;
}

/** The fields of a packed form, with the mark that it is to be shown again. */
export function unpackForm(packed: string): [name: string, value: string][] {
  return [...new URLSearchParams(packed), [...shownAgain]];
}
