import { type RefusalReason, refusalReasons } from "./files";

/** Why the form before this page was refused, as its redirect says. */
export function refusalIn(request: Request): RefusalReason | null {
  const given = new URL(request.url).searchParams.get("refus");
  return refusalReasons.find((reason) => reason === given) ?? null;
}
