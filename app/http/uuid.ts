const pattern = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const whole = new RegExp(`^${pattern}$`);

/** Whether a text is an id of ours: a UUID in lower case. */
export const isUuid = (text: string | null | undefined): text is string => whole.test(text ?? "");

/** The last id that stands in a text: an address of the portal names what it shows at its end. */
export const lastUuidIn = (text: string): string | undefined =>
  text.toLowerCase().match(new RegExp(pattern, "g"))?.at(-1);
