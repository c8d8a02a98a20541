import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, say } from "./steps.mjs";

/**
 * Development only: makes `app/accounts/known-passwords.txt` from a list of passwords, one per line, most common first.
 *
 *   node server/bootstrap/known-passwords.mjs 10_million_password_list_top_1M.txt
 *
 * The result is a Bloom filter in base64; docs/decisions/0016 gives the source of the list and the cost of the filter.
 */

/** Of every length, since common additions to a word are removed before the lookup. */
const commonest = 100_000;
const shortest = 12;
/** 20 bits per entry and 14 hashes: one false positive in 14,000. */
const bitsPerEntry = 20;
const hashes = 14;

const lines = readFileSync(process.argv[2] ?? "", "utf8").split(/\r?\n/);
const all = lines.map((line) => line.normalize("NFC").toLowerCase()).filter((line) => line !== "");
const kept = new Set([
  ...all.filter((line) => [...line].length >= 5).slice(0, commonest),
  ...all.filter((line) => [...line].length >= shortest),
]);
const size = Math.ceil((kept.size * bitsPerEntry) / 8) * 8;
const bits = Buffer.alloc(size / 8);
for (const password of kept) {
  const digest = createHash("sha256").update(password).digest();
  const [first, second] = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  for (let turn = 0; turn < hashes; turn++) {
    const place = (first + turn * second + turn * turn) % size;
    bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  }
}
writeFileSync(
  join(root, "app/accounts/known-passwords.txt"),
  `${kept.size} ${hashes}\n${bits.toString("base64")}\n`,
);
say(`${kept.size} passwords in ${bits.length} bytes`);
