import type { RequestHandler } from "express";
import sirv from "sirv";

/**
 * The built files of the browser: hashed, so immutable, and compressed at build time. What is not hashed (icons,
 * robots.txt) is asked again after an hour.
 */
export function staticFiles(folder: string): RequestHandler {
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, path) {
      const hashed = path.startsWith("/assets/");
      response.setHeader(
        "Cache-Control",
        hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600",
      );
    },
  });
}
