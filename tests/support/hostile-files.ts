import { crc32, deflateRawSync } from "node:zlib";
import sharp from "sharp";
import { ZipWriter } from "../../app/files/examine/zip-writer";

/** Words that stand in the metadata of the files below, and must not survive. */
export const secret = "Amina Moussa";

/** A photograph with author, camera and place, and a whole page hidden behind its end. */
export async function photoWithGps(): Promise<Buffer> {
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#884422" } })
    .withExif({
      IFD0: { Artist: secret, Make: "Appareil secret" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "13/1 30/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "2/1 6/1 0/1",
      },
    })
    .jpeg()
    .toBuffer();
  return Buffer.concat([photo, Buffer.from(`<script>alert("${secret}")</script>`)]);
}

export const svgWithScript = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);

export const page = Buffer.from("<!doctype html><html><body><script>alert(1)</script></body></html>");

/** A GIF that is a script too. */
export const gifAndScript = Buffer.from("GIF89a/*aaaaaaaaaaaa*/=1;alert(document.domain)//");

const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** A Word file with an author, a company, comments, tracked changes and a photograph inside. */
export async function wordWithAuthor(): Promise<Buffer> {
  const zip = new ZipWriter();
  const add = (name: string, text: string) => zip.add(name, Buffer.from(text));
  add(
    "[Content_Types].xml",
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`,
  );
  add(
    "_rels/.rels",
    `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  add(
    "word/document.xml",
    `<?xml version="1.0"?><w:document xmlns:w="${word}"><w:body><w:p w:rsidR="00A77B3E"><w:commentRangeStart w:id="0"/><w:r><w:t>Termes de référence</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:ins w:id="1" w:author="${secret}" w:date="2026-01-01T10:00:00Z"><w:r><w:t> ajoutés</w:t></w:r></w:ins></w:p></w:body></w:document>`,
  );
  add(
    "word/_rels/document.xml.rels",
    `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/comments" Target="comments.xml"/></Relationships>`,
  );
  add(
    "word/comments.xml",
    `<?xml version="1.0"?><w:comments xmlns:w="${word}"><w:comment w:id="0" w:author="${secret}"><w:p><w:r><w:t>Note interne de ${secret}</w:t></w:r></w:p></w:comment></w:comments>`,
  );
  add(
    "docProps/core.xml",
    `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${secret}</dc:creator></cp:coreProperties>`,
  );
  add(
    "docProps/app.xml",
    `<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${secret}</Company></Properties>`,
  );
  zip.add("word/media/image1.jpg", await photoWithGps());
  return zip.finish();
}

/** A PDF with an author, a script that runs when it opens, an annotation with its author, and a program inside. */
export function pdfWithScript(): Buffer {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</JavaScript<</Names[(a)5 0 R]>>>>/Metadata 7 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 8 0 R>>>>/Annots[6 0 R]>>",
    stream("", "BT /F1 18 Tf 20 100 Td (Loi 2015-36) Tj ET"),
    "<</S/JavaScript/JS(app.launchURL\\(1\\))>>",
    `<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(Une note)/T(${secret})/A<</S/Launch/F(cmd.exe)>>>>`,
    stream("/Type/Metadata/Subtype/XML", `<x:xmpmeta><dc:creator>${secret}</dc:creator></x:xmpmeta>`),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    `<</Author(${secret})/Producer(Un logiciel)>>`,
  ];
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info 9 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}

const stream = (entries: string, content: string): string =>
  `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;

const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8, 0);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, body]);
};

/** A film with its place and its author, as telephones write them. */
export function filmWithPlace(): Buffer {
  const place = Buffer.from(`+13.5127+002.1128/ ${secret}`);
  const times = Buffer.alloc(100, 7);
  times.writeUInt32BE(0, 0);
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\x02\0isomiso2mp41")),
    box("mdat", Buffer.alloc(2_000, 42)),
    box("moov", box("mvhd", times), box("trak", box("tkhd", times), box("udta", place)), box("udta", place)),
    box("uuid", place),
  ]);
}

/** Sound with ID3 before and after it. */
export function soundWithAuthor(): Buffer {
  const tag = Buffer.concat([Buffer.from("TPE1\0\0\0\x10\0\0\0", "latin1"), Buffer.from(secret)]);
  const start = Buffer.concat([Buffer.from("ID3\x03\0\0\0\0\0", "latin1"), Buffer.from([tag.length]), tag]);
  const frame = Buffer.concat([Buffer.from("fffb9064", "hex"), Buffer.alloc(413)]);
  const end = Buffer.alloc(128);
  end.write(`TAG${secret}`);
  return Buffer.concat([start, ...Array.from({ length: 8 }, () => frame), end]);
}

/** A ZIP of zeros: a thousandth of what it unpacks to. */
export function zipBomb(megabytes = 400): Buffer {
  const zip = new ZipWriter();
  zip.add("zeros.txt", Buffer.alloc(megabytes * 1024 * 1024));
  return zip.finish();
}

/** Archives in archives. */
export function nestedZip(depth: number): Buffer {
  let inside = Buffer.from("des mots");
  for (let left = depth; left > 0; left--) {
    const zip = new ZipWriter();
    zip.add(`niveau-${left}.zip`, inside);
    inside = zip.finish() as Buffer<ArrayBuffer>;
  }
  return inside;
}

/** Many entries that share the same packed bytes, and all claim to be small. */
export function overlappingZip(entries = 50): Buffer {
  const content = Buffer.alloc(1024 * 1024);
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(content), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(10, 22);
  local.writeUInt16LE(1, 26);
  const directory = Array.from({ length: entries }, () => {
    const header = Buffer.alloc(47);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(8, 10);
    header.writeUInt32LE(packed.length, 20);
    header.writeUInt32LE(10, 24);
    header.writeUInt16LE(1, 28);
    header.write("a", 46);
    return header;
  });
  const start = 30 + 1 + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(47 * entries, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from("a"), packed, ...directory, end]);
}
