import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localMailer } from "./mail";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remiddh-mail-"));
});
afterEach(() => rm(folder, { recursive: true }));

const mail = (to: string) => ({ to, subject: "Message du portail", text: "Bonjour" });

test("damaged files do not hide other mails, and are deleted when they contain an address to forget", async () => {
  const { send, localOutbox, forget } = localMailer(folder);
  await send(mail("elle@exemple.example"));
  await send(mail("lui@exemple.example"));
  await writeFile(join(folder, "2026-01-01-a.json"), `{"to":"elle@exemple.example","sub`);
  await writeFile(join(folder, "2026-01-02-b.json"), "");
  await writeFile(join(folder, "2026-01-03-c.json"), `{"to":5}`);
  await writeFile(join(folder, "2026-01-04-d.json"), "null");
  await writeFile(join(folder, "2026-01-05-e.json.new"), `{"to":"Elle@exemple.example"`);
  await mkdir(join(folder, "folder.json"));

  expect((await localOutbox?.())?.map(({ to }) => to).sort()).toEqual([
    "elle@exemple.example",
    "lui@exemple.example",
  ]);
  await forget?.("elle@exemple.example");
  expect((await localOutbox?.())?.map(({ to }) => to)).toEqual(["lui@exemple.example"]);
  const left = (await readdir(folder)).filter((name) => /^2026-01/.test(name));
  expect(left.sort()).toEqual(["2026-01-02-b.json", "2026-01-03-c.json", "2026-01-04-d.json"]);
});

test("mails are forgotten regardless of the case of their address", async () => {
  const { send, localOutbox, forget } = localMailer(folder);
  await send(mail("Elle@Exemple.example"));
  await forget?.("elle@exemple.example");
  expect(await localOutbox?.()).toEqual([]);
});
