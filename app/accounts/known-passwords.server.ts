import { createHash } from "node:crypto";
import list from "./known-passwords.txt?raw";

/**
 * Common and breached passwords as a Bloom filter: no false negatives, one false positive in 14,000. Built by
 * `server/bootstrap/known-passwords.mjs`; see docs/decisions/0016.
 */

const [head = "", body = ""] = list.split("\n", 2);
const [entries = 0, hashes = 0] = head.split(" ").map(Number);
const bits = Buffer.from(body, "base64");

/** How many passwords the list holds. */
export const knownPasswords = entries;

function isListed(password: string): boolean {
  const digest = createHash("sha256").update(password).digest();
  const [first, second] = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  return Array.from({ length: hashes }, (_, turn) => turn).every((turn) => {
    const place = (first + turn * second + turn * turn) % (bits.length * 8);
    return ((bits[place >> 3] ?? 0) >> (place & 7)) & 1;
  });
}

/** Common substitutions of digits and symbols for letters. */
const stands: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};
const plain = (text: string): string => text.replace(/[013457@$]/g, (sign) => stands[sign] ?? sign);

/**
 * Whether a password is listed, ignoring case, or is a listed word (with or without substitutions) surrounded by digits and
 * punctuation (« Motdepasse2026! ») or repeated twice.
 */
export function isCommonPassword(password: string): boolean {
  const whole = password.normalize("NFC").toLowerCase();
  const bare = whole.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const joined = whole.replace(/[\s._-]+/g, "");
  const candidates = [whole, plain(whole), joined, ...(bare.length >= 5 ? [bare, plain(bare)] : [])];
  return candidates.some(isListed);
}
