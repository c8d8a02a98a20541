import { createHash, randomBytes } from "node:crypto";

/** A random token, 256 bits, safe in URLs and cookies. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** The stored hash of a token. @param scope separates equal tokens of different uses. */
export const hashOfToken = (token: string, scope = ""): string =>
  createHash("sha256").update(`${scope}${token}`).digest("hex");
