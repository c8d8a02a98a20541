/**
 * A safe target of a redirect from untrusted input: a path of this site, or the fallback. Refuses other hosts
 * in every form (`//evil`, `/\evil`, `https:evil`, control characters).
 */
export function safePath(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2_000) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these, and so "/\t/evil" is "//evil"
  if (/[\u0000-\u001f\\]/.test(value)) return fallback;
  const ours = "http://ours.invalid";
  const url = URL.canParse(value, ours) ? new URL(value, ours) : undefined;
  return url?.origin === ours && !url.pathname.startsWith("//")
    ? url.pathname + url.search + url.hash
    : fallback;
}
