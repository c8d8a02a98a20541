import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";

/**
 * Translates a schema's error key (such as `field.required`). Other errors come from values that our pages never send and
 * get a generic message.
 */
export function useFieldErrors(): (errors: readonly string[] | undefined) => string[] | undefined {
  const t = useMessages();
  return (errors) =>
    errors?.map((key) => t((key.startsWith("field.") ? key : "field.wrong") as keyof typeof catalogue));
}
