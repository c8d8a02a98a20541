import { createHash, randomBytes } from "node:crypto";

/** A random token, 256 bits, fit for an address or a cookie. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token. @param scope keeps equal tokens of different uses apart. */
export const hashOfToken = (token: string, scope = ""): string =>
  createHash("sha256").update(`${scope}${token}`).digest("hex");
