import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";

/**
 * Turns what a schema says of a field (a key such as `field.required`) into words. Anything a schema did not name
 * is a value that none of our pages sends; it gets a plain word too.
 */
export function useFieldErrors(): (errors: readonly string[] | undefined) => string[] | undefined {
  const t = useMessages();
  return (errors) =>
    errors?.map((key) => t((key.startsWith("field.") ? key : "field.wrong") as keyof typeof catalogue));
}
