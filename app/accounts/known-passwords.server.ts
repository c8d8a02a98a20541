import { createHash } from "node:crypto";
import list from "./known-passwords.txt?raw";

/**
 * The commonest and the breached passwords, as a Bloom filter: every one of them is found, and one other in 14,000
 * besides. `server/bootstrap/known-passwords.mjs` makes it; see docs/decisions/0016.
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

/** Digits and signs that stand for letters, as everybody writes them. */
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
 * Whether a password is listed, however it is capitalised; or is a listed word, plainly or with signs for letters, with
 * digits and marks around it (« Motdepasse2026! »), or twice.
 */
export function isCommonPassword(password: string): boolean {
  const whole = password.normalize("NFC").toLowerCase();
  const bare = whole.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const joined = whole.replace(/[\s._-]+/g, "");
  const candidates = [whole, plain(whole), joined, ...(bare.length >= 5 ? [bare, plain(bare)] : [])];
  return candidates.some(isListed);
}
