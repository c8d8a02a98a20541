/**
 * A form that was interrupted by signing in or by re-authentication. Its fields travel in that page as one
 * hidden field, and go back to the original page afterwards with a mark: they are shown again, not processed,
 * until the person presses the button once more. See docs/decisions/0012.
 */

/** The hidden field with the fields of the other form, URL-encoded. */
export const carriedName = "carried";

/** Maximum length of a carried form: above every field limit, with six characters for each encoded accented letter. */
export const maxCarriedLength = 200_000;

/** The field of conform's intents. */
export const intentName = "__intent__";

/**
 * The mark of a form that is shown again: conform's own "validate" intent, for which `parseForm` never returns
 * a value on any route.
 */
const shownAgain = [intentName, JSON.stringify({ type: "validate", payload: {} })] as const;

export const isShownAgain = (value: unknown): boolean => value === shownAgain[1];

/** Packs the form that arrived at such a page; null when it is the page's own form. */
export function packForm(form: FormData): string | null {
  if (form.has("email") || form.has("password")) return null;
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !name.startsWith("__") ? [[name, value]] : [],
  );
  const packed = new URLSearchParams(fields).toString();
  return packed.length > 0 && packed.length <= maxCarriedLength ? packed : null;
}

/** The packed form in such a page's form. */
export function carriedIn(form: FormData): string | undefined {
  const carried = form.get(carriedName);
  return typeof carried === "string" && carried !== "" ? carried : undefined;
}

/** The fields of a packed form, with the mark that it is to be shown again. */
export function unpackForm(packed: string): [name: string, value: string][] {
  return [...new URLSearchParams(packed), [...shownAgain]];
}
