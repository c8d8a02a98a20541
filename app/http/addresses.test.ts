import { expect, test } from "vitest";
import { loader as opening } from "../organisations/opening.route";
import { loader as confirmation } from "../organisations/profile/confirmation.route";
import { requireId } from "./addresses";

const id = "01a22e4e-9006-7463-b8ad-961915b57b23";

/** How a router passes on `€`, `%0d%0a` and the like: already decoded. */
const strange = ["€", "\r\nSet-Cookie: a=b", "نداء", "/\\evil", "", "1"];

test.each(strange)(
  "a path without a valid id is not found, and appears in no header: %j",
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

test.each(strange)("a path with an id redirects to that id, whatever its slug: %j", async (words) => {
  const args = {
    params: { organisation: `${id}-${words}` },
    request: new Request("http://localhost"),
    context: {},
  };
  const answer = await confirmation(args as never);
  expect(answer.headers.get("Location")).toBe(`/annuaire/${id}`);
});
