/** What a page says of the act that led to it; the words are in `shell/messages`. */
export const sayings = ["saved", "deleted", "moved", "read"] as const;
export type Saying = (typeof sayings)[number];

const parameter = "dit";

/** The address of a page that says what was done, for the redirect after an act without words of its own. */
export function saying(path: string, said: Saying): string {
  const [address = "", anchor] = path.split("#");
  const query = `${address.includes("?") ? "&" : "?"}${parameter}=${said}`;
  return `${address}${query}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** What the address says; null for anything else. */
export function readSaying(search: string): Saying | null {
  const value = new URLSearchParams(search).get(parameter);
  return sayings.find((said) => said === value) ?? null;
}
