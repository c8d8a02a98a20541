import { expect, test } from "vitest";
import { isCurrent } from "./link";

const id = "01990000-0000-7000-8000-000000000001";

test("a tab stays current after a redirect to a URL without the slug", () => {
  expect(isCurrent(`/espaces/${id}-agadez/calendrier`, true, `/espaces/${id}/calendrier`)).toBe(true);
  expect(isCurrent(`/espaces/${id}-agadez`, false, `/espaces/${id}/calendrier`)).toBe(true);
});

test("with exact match, a page is not current on pages below it, nor on pages of another space", () => {
  expect(isCurrent(`/espaces/${id}-agadez`, true, `/espaces/${id}/calendrier`)).toBe(false);
  expect(isCurrent(`/espaces/${id}-agadez`, false, `/espaces/${id.replace(/1$/, "2")}`)).toBe(false);
  expect(isCurrent("/annuaire", false, "/annuaire-public")).toBe(false);
});
