import { createCookie } from "@remix-run/node";

/** The choice of this browser; without it the browser's own `Save-Data` decides. Holds nothing else. */
const lightCookie = createCookie("light", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 31_536_000 });

/** Whether pages are sent without scripts: they then load neither messages nor a live connection. */
export async function isLight(request: Request): Promise<boolean> {
  const chosen: unknown = await lightCookie.parse(request.headers.get("Cookie"));
  if (typeof chosen === "boolean") return chosen;
  return request.headers.get("Save-Data")?.toLowerCase() === "on";
}

/** The header that stores the choice in this browser. */
export async function keepLight(light: boolean): Promise<string> {
  return await lightCookie.serialize(light);
}
