import { useMessages } from "./messages";
import type catalogue from "./messages.fr.json";

type Key = keyof typeof catalogue & `field.${string}`;
const known = [
  "required",
  "email",
  "tooLong",
  "passwordShort",
  "passwordCommon",
  "passwordPersonal",
  "taken",
  "otherAddress",
] as const;

/** Translates the error of a schema or verb; errors that our pages cannot cause get a generic message. */
export function useFieldErrors(): (errors: readonly string[] | undefined) => string[] | undefined {
  const t = useMessages();
  const keyOf = (error: string): Key => {
    const name = known.find((each) => `field.${each}` === error);
    return name ? `field.${name}` : "field.wrong";
  };
  return (errors) => errors?.map((error) => t(keyOf(error)));
}
