import { cleanLine } from "../http/fields";
import { maxNameLength } from "./files";

/**
 * The name of an uploaded file as people will see it: without folders, control characters and invisible marks (a
 * right-to-left override makes `exe.gpj` read as `jpg.exe`), with its extension within the length limit.
 */
export function cleanFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const name = cleanLine(last)
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.\s]+/, "")
    .replace(/(?<![.\s])[.\s]+$/, "");
  if (name === "") return "fichier";
  const { stem, extension } = splitName(name);
  const dotted = extension === "" ? "" : `.${extension}`;
  return [...stem].slice(0, maxNameLength - dotted.length).join("") + dotted;
}

/** The name and its extension in lower case, which is at most ten letters and digits. */
export function splitName(name: string): { stem: string; extension: string } {
  const [, stem, extension] = /^(.+)\.([A-Za-z0-9]{1,10})$/.exec(name) ?? [];
  return stem && extension ? { stem, extension: extension.toLowerCase() } : { stem: name, extension: "" };
}

/** The name with an extension that agrees with the content. @param extensions the usual one first */
export function withExtension(name: string, extensions: readonly string[]): string {
  const { stem, extension } = splitName(name);
  const [usual] = extensions;
  if (usual === undefined || extensions.includes(extension)) return name;
  return cleanFileName(`${extension === "" ? name : stem}.${usual}`);
}

/**
 * `Content-Disposition` by RFC 6266: an ASCII name for old programs, and the name itself percent-encoded in UTF-8 by RFC
 * 8187, which every current browser prefers.
 */
export function contentDisposition(kind: "attachment" | "inline", name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/g, "_")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
