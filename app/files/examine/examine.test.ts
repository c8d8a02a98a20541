import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  filmWithPlace,
  gifAndScript,
  nestedZip,
  overlappingZip,
  page,
  pdfWithScript,
  photoWithGps,
  secret,
  soundWithAuthor,
  svgWithScript,
  wordWithAuthor,
  zipBomb,
} from "../../../tests/support/hostile-files";
import { ZipEntries } from "../../tables/zip-entries";
import { sentType } from "../media-types";
import type { Examined } from "./examination";
import { examine } from "./examine";

async function examineBytes(name: string, bytes: Buffer, keepOriginal = false) {
  const folder = await mkdtemp(join(tmpdir(), "examine-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "upload");
  await writeFile(path, bytes);
  return await examine({ path, folder, name, keepOriginal });
}

async function accepted(name: string, bytes: Buffer, keepOriginal = false): Promise<Examined> {
  const examined = await examineBytes(name, bytes, keepOriginal);
  if ("refused" in examined) throw new Error(`refused: ${examined.refused}`);
  return examined;
}

const refused = async (name: string, bytes: Buffer) => {
  const examined = await examineBytes(name, bytes);
  return "refused" in examined ? examined.refused : `accepted as ${examined.mediaType}`;
};

describe("an image", () => {
  test("keeps its pixels only: no place, author, camera, or bytes behind its end", async () => {
    const { content, preview, mediaType, width } = await accepted("photo.jpg", await photoWithGps());
    const stored = await readFile(content.path);
    expect(stored.includes(secret)).toBe(false);
    expect(stored.includes("script")).toBe(false);
    expect((await sharp(stored).metadata()).exif).toBeUndefined();
    expect(mediaType).toBe("image/jpeg");
    expect(width).toBe(640);
    expect((await sharp(preview?.path).metadata()).format).toBe("webp");
  });

  test("is stored with its metadata beside it only by explicit choice", async () => {
    const bytes = await photoWithGps();
    expect((await accepted("photo.jpg", bytes)).original).toBeNull();
    const { original } = await accepted("photo.jpg", bytes, true);
    expect(await readFile(original?.path ?? "")).toEqual(bytes);
  });

  test("gets the extension of its content", async () => {
    expect((await accepted("rapport.pdf", await photoWithGps())).name).toBe("rapport.jpg");
  });

  test("of too many pixels is refused before it is decoded", async () => {
    const bytes = await sharp({
      create: { width: 12_000, height: 12_000, channels: 3, background: "#000" },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(await refused("noir.png", bytes)).toBe("tooHeavy");
  });

  test("that cannot be decoded is refused", async () => {
    expect(await refused("x.gif", gifAndScript)).toBe("broken");
    expect(await refused("x.jpg", (await photoWithGps()).subarray(0, 700))).toBe("broken");
  });
});

describe("what a browser could run", () => {
  test("is sent as bytes, under whatever name it came", async () => {
    for (const [name, bytes] of [
      ["dessin.svg", svgWithScript],
      ["photo.jpg", svgWithScript],
      ["page.html", page],
      ["photo.png", page],
      ["notes.txt", page],
    ] as const) {
      const examined = await accepted(name, bytes);
      expect(sentType(examined.mediaType), name).toBe("application/octet-stream");
      expect(examined.preview, name).toBeNull();
      expect(examined.name, name).toMatch(/\.(svg|html)$/);
    }
  });

  test("programs are refused by content and by name", async () => {
    expect(await refused("photo.jpg", Buffer.from("4d5a90000300000004000000ffff0000b8000000", "hex"))).toBe(
      "program",
    );
    expect(await refused("a.txt", Buffer.from("#!/bin/sh\nrm -rf /\n"))).toBe("program");
    expect(await refused("facture.pdf.exe", Buffer.from("des mots"))).toBe("program");
  });

  test("bytes of no known kind do not keep a name that promises one", async () => {
    expect((await accepted("photo.jpg", Buffer.from([0, 1, 2, 3, 250, 7]))).name).toBe("photo.bin");
  });
});

describe("an Office file", () => {
  test("keeps its words, and loses authors, comments and the data of its photographs", async () => {
    const { content, plainText, cleaned } = await accepted("termes.docx", await wordWithAuthor());
    const stored = await readFile(content.path);
    const entries = new ZipEntries(stored);
    const all = entries.names().map((name) => entries.bytes(name)?.toString("latin1"));
    expect(all.join("\n")).not.toContain(secret);
    expect(entries.has("word/comments.xml")).toBe(false);
    expect(entries.text("[Content_Types].xml")).not.toContain("comments");
    expect(entries.text("word/_rels/document.xml.rels")).not.toContain("comments");
    const document = entries.text("word/document.xml") ?? "";
    expect(document).toContain("Termes de référence");
    expect(document).not.toMatch(/comment|rsid|w:date/);
    const photo = await sharp(entries.bytes("word/media/image1.jpg")).metadata();
    expect(photo.exif).toBeUndefined();
    expect(photo.width).toBe(640);
    expect(plainText).toContain("Termes de référence ajoutés");
    expect(cleaned).toBe(true);
  });
});

describe("a PDF", () => {
  test("keeps its pages, and loses authors, scripts and actions", async () => {
    const { content, pages, plainText, preview } = await accepted("loi.pdf", pdfWithScript());
    const stored = (await readFile(content.path)).toString("latin1");
    expect(stored).not.toContain(secret);
    expect(stored).not.toMatch(/JavaScript|Launch|cmd\.exe|OpenAction|Producer/);
    expect(pages).toBe(1);
    expect(plainText).toContain("Loi 2015-36");
    expect(preview?.width).toBe(960);
  });

  test("that is a page too is written again, without the page", async () => {
    const { content } = await accepted("x.pdf", Buffer.concat([pdfWithScript(), page]));
    expect((await readFile(content.path)).includes("alert")).toBe(false);
  });
});

describe("sound and film", () => {
  test("lose place, author and dates, and keep every sample where it was", async () => {
    const film = filmWithPlace();
    const { content, cleaned, kind } = await accepted("film.mp4", film);
    const stored = await readFile(content.path);
    expect([cleaned, kind, stored.length]).toEqual([true, "video", film.length]);
    expect(stored.includes(secret)).toBe(false);
    expect(stored.includes("+13.5127")).toBe(false);
    expect(stored.indexOf(Buffer.alloc(2_000, 42))).toBe(film.indexOf(Buffer.alloc(2_000, 42)));
    const times = stored.indexOf("mvhd") + 8;
    expect(stored.subarray(times, times + 8)).toEqual(Buffer.alloc(8));
    const sound = await accepted("parole.mp3", soundWithAuthor());
    expect((await readFile(sound.content.path)).includes(secret)).toBe(false);
    expect([sound.cleaned, sound.kind]).toEqual([true, "audio"]);
  });
});

describe("an archive", () => {
  test("is accepted when it unpacks to what an archive does", async () => {
    expect((await accepted("a.zip", nestedZip(2))).mediaType).toBe("application/zip");
  });

  test("is refused as a bomb by the bytes it really unpacks to", async () => {
    expect(await refused("a.zip", zipBomb())).toBe("bomb");
    expect(await refused("a.zip", overlappingZip())).toBe("bomb");
    expect(await refused("a.zip", nestedZip(6))).toBe("bomb");
  });

  test("of a kind that cannot be checked, or damaged, is refused", async () => {
    expect(await refused("a.7z", Buffer.from("377abcaf271c0004000000000000000000000000", "hex"))).toBe(
      "unknownArchive",
    );
    expect(await refused("a.zip", nestedZip(1).subarray(0, 60))).toBe("broken");
  });
});
