import { expect, test } from "vitest";
import { cleanFileName, contentDisposition, withExtension } from "./file-names";
import { maxNameLength } from "./files";

test("a file's name has no folders, no invisible marks and no control characters", () => {
  expect(cleanFileName("../../etc/passwd")).toBe("passwd");
  expect(cleanFileName("C:\\Users\\amina\\rapport.docx")).toBe("rapport.docx");
  expect(cleanFileName("photo\u202egpj.exe")).toBe("photogpj.exe");
  expect(cleanFileName("a\u0000b\nc\r.txt")).toBe("ab c .txt");
  expect(cleanFileName('a"<b>|?.txt')).toBe("a__b___.txt");
  expect(cleanFileName("....")).toBe("fichier");
  expect(cleanFileName("")).toBe("fichier");
});

test("a long name is cut before its extension", () => {
  const name = cleanFileName(`${"é".repeat(400)}.pdf`);
  expect([...name]).toHaveLength(maxNameLength);
  expect(name.endsWith(".pdf")).toBe(true);
});

test("an extension agrees with the content", () => {
  expect(withExtension("a.jpeg", ["jpg", "jpeg"])).toBe("a.jpeg");
  expect(withExtension("a.exe.png", ["jpg", "jpeg"])).toBe("a.exe.jpg");
  expect(withExtension("sans", ["pdf"])).toBe("sans.pdf");
});

test("a download's name is right in every browser, and adds no header", () => {
  expect(contentDisposition("attachment", "Rapport d’été n° 3.pdf")).toBe(
    "attachment; filename=\"Rapport d_ete n_ 3.pdf\"; filename*=UTF-8''Rapport%20d%E2%80%99%C3%A9t%C3%A9%20n%C2%B0%203.pdf",
  );
  expect(contentDisposition("attachment", 'a"b\\c%41.txt')).toContain('filename="a_b_c_41.txt"');
  expect(contentDisposition("attachment", "تقرير.pdf")).toMatch(
    /^attachment; filename="_+\.pdf"; filename\*=UTF-8''%D8/,
  );
});
