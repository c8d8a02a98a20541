import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { labelDetail } from "./labels.server";
import french from "./messages.fr.json";

test("every value of the schema's enumerations has a label in the journal", async () => {
  const schema = await readFile("prisma/schema.prisma", "utf8");
  const enums = [
    "MembershipRole",
    "NetworkRole",
    "MemberClass",
    "SpaceKind",
    "SpaceVisibility",
    "SpaceRole",
    "Confidentiality",
  ];
  const values = enums.flatMap((name) => {
    const [, body = ""] = new RegExp(`^enum ${name} \\{([^}]*)\\}`, "m").exec(schema) ?? [];
    return [...body.matchAll(/^ {2}([a-z_]+)$/gm)].map(([, value = ""]) => value);
  });
  expect(values.length).toBeGreaterThan(20);
  const labels = new Set(Object.keys(french));
  expect(values.filter((value) => !labels.has(`value.${value}`))).toEqual([]);
});

test("a detail is shown in words: names for ids, formatted days, labels for fields", () => {
  const id = "0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee";
  const names = new Map([[id, "Cellule d’essai"]]);
  const detail = (key: string, value: unknown) => labelDetail("fr", key, value, names);
  const none = (key: string, value: unknown) => labelDetail("fr", key, value, new Map());
  expect(detail("to", id)).toMatch(/Cellule d’essai$/);
  expect(none("holder", id)).toMatch(/non affiché$/);
  expect(detail("from", "2026-12-01")).toMatch(/1 décembre 2026$/);
  expect(detail("fields", "contactEmail mission")).toMatch(/courriel général, présentation$/);
  expect(detail("visibility", "network")).toMatch(/tout le réseau$/);
  expect(detail("to", "network")).toMatch(/réseau$/);
  expect(detail("kind", "working_group")).toMatch(/groupe de travail$/);
});
