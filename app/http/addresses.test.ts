import { expect, test } from "vitest";
import { loader as confirmation } from "../directory/confirmation.route";
import { loader as opening } from "../directory/opening.route";
import { requireId } from "./addresses";

const id = "01a22e4e-9006-7463-b8ad-961915b57b23";

/** What a router hands on of `€`, `%0d%0a` and the like: already decoded. */
const strange = ["€", "\r\nSet-Cookie: a=b", "نداء", "/\\evil", "", "1"];

test.each(strange)(
  "an address without an id of ours is not found, and reaches no header: %j",
  async (segment) => {
    expect(() => requireId(segment)).toThrow(expect.objectContaining({ status: 404 }));
    for (const loader of [confirmation, opening]) {
      const args = {
        params: { organisation: segment },
        request: new Request("http://localhost"),
        context: {},
      };
      await expect(Promise.resolve().then(() => loader(args as never))).rejects.toMatchObject({
        status: 404,
      });
    }
  },
);

test.each(strange)("one with an id leads to it, whatever its words are: %j", async (words) => {
  const args = {
    params: { organisation: `${id}-${words}` },
    request: new Request("http://localhost"),
    context: {},
  };
  const answer = await confirmation(args as never);
  expect(answer.headers.get("Location")).toBe(`/annuaire/${id}`);
});
