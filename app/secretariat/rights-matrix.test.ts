import { expect, test } from "vitest";
import markdown from "../../docs/rights-matrix.md?raw";
import french from "./messages.fr.json";
import { readableAddress, readMatrix } from "./rights-matrix";

test("URLs are shown with words of the page's language instead of code names", () => {
  const nameOf = (parameter: string) =>
    french[`rights.parameter.${parameter}` as keyof typeof french] ?? french["rights.parameter.other"];
  expect(readableAddress("/fils/:thread/messages/:post", nameOf)).toBe(
    "/fils/‹discussion›/messages/‹message›",
  );
  expect(readableAddress("/x/:unheardOf", nameOf)).toBe("/x/‹…›");
  const shown = readMatrix(markdown).rows.map(({ address }) => readableAddress(address, nameOf));
  expect(shown.filter((address) => address.includes(":"))).toEqual([]);
});
