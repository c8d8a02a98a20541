import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { RequestHandler } from "express";

/** Hashed files are cached for a year; the others (icons, the manifest) are revalidated after an hour. */
export const immutable = { hashed: "public, max-age=31536000, immutable", named: "public, max-age=3600" };

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** One file with its compressed copies, best first. */
interface Asset {
  headers: Record<string, string>;
  copies: { encoding?: string; body: Buffer }[];
}

/**
 * The built browser files, compressed at build time. They are read once and kept in memory, about two megabytes: a
 * running portal keeps serving its own version during a new build, and these requests need no file handles.
 */
export function staticFiles(folder: string): RequestHandler {
  const assets = readAssets(folder);
  return (request, response, next) => {
    const asset = assets.get(request.path);
    if (!asset || (request.method !== "GET" && request.method !== "HEAD")) return next();
    const accepted = new Set(request.acceptsEncodings());
    const copy = asset.copies.find(({ encoding }) => !encoding || accepted.has(encoding));
    response.set(asset.headers);
    if (copy?.encoding) response.set("Content-Encoding", copy.encoding);
    if (request.fresh) response.status(304).end();
    else
      response
        .set("Content-Length", String(copy?.body.length))
        .end(request.method === "GET" ? copy?.body : "");
  };
}

function readAssets(folder: string): Map<string, Asset> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(
    files
      .filter((name) => !/\.(br|gz)$/.test(name))
      .map((name) => [`/${name.replaceAll("\\", "/")}`, readAsset(folder, name, new Set(files))]),
  );
}

function readAsset(folder: string, name: string, files: ReadonlySet<string>): Asset {
  const body = readFileSync(join(folder, name));
  const compressed = [
    { encoding: "br", file: `${name}.br` },
    { encoding: "gzip", file: `${name}.gz` },
  ].filter(({ file }) => files.has(file));
  const hashed = /^assets[/\\]/.test(name);
  return {
    headers: {
      "Content-Type": types[extname(name)] ?? "application/octet-stream",
      "Cache-Control": hashed ? immutable.hashed : immutable.named,
      Vary: "Accept-Encoding",
      ...(name.endsWith(".svg") && { "Content-Security-Policy": "default-src 'none'" }),
      // Immutable files are never revalidated, so they need no ETag.
      ...(!hashed && { ETag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` }),
    },
    copies: [
      ...compressed.map(({ encoding, file }) => ({ encoding, body: readFileSync(join(folder, file)) })),
      { body },
    ],
  };
}
