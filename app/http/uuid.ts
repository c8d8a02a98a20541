const pattern = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const whole = new RegExp(`^${pattern}$`);

/** Whether a string is a UUID in lower case. */
export const isUuid = (text: string | null | undefined): text is string => whole.test(text ?? "");

/** The last id in a string: addresses of the portal end with the id of what they show. */
export const lastUuidIn = (text: string): string | undefined =>
  text.toLowerCase().match(new RegExp(pattern, "g"))?.at(-1);
