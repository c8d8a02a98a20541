import type { LoaderFunctionArgs } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { findViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { readPicture } from "./pictures.server";

/** The bytes of a logo or portrait. Its id changes with the image, so that the browser keeps it for a week. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await findViewer(args);
  const { bytes, size } = await readPicture(viewer, idFromAddress(args.params.picture));
  return new Response(createReadableStreamFromReadable(bytes), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(size),
      "Cache-Control": "private, max-age=604800, immutable, no-transform",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
