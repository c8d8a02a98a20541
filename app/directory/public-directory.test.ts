import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { askToConfirm, sendReminder } from "../organisations/profile/confirmation-reminders.server";
import { findProfile } from "../organisations/profile/profile.server";
import { schemaOf } from "../organisations/profile/schema-org";
import { openDirectory, openOrganisation } from "../organisations/public-opening.server";
import { emptyQuery } from "./directory-query";
import { searchDirectory } from "./organisation-search.server";

const { ports } = useDatabase();

let id: string;
let administrator: Viewer;
const status = (refused: unknown) => (refused instanceof Response ? refused.status : refused);

beforeAll(async () => {
  administrator = await makeViewer({ secretariat: true });
  id = await makeOrganisation({
    name: "Ouverte",
    mission: "Connue de tous.",
    contactPhone: "+227 90",
    projects: ["Discret"],
    contacts: [{ name: "Quelqu’un", phone: "+227 91" }],
  });
});

const total = async () => (await searchDirectory(null, emptyQuery, "fr")).total;

describe("the public directory", () => {
  test("is closed until an administrator opens it, and an organisation in it", async () => {
    expect(await total()).toBe(0);
    await openDirectory(administrator, true);
    expect(await total()).toBe(0);
    await expect(findProfile(null, id, "fr").catch(status)).resolves.toBe(404);
    await openOrganisation(administrator, id, true);
    expect(await total()).toBe(1);
    await openDirectory(administrator, false);
    expect(await total()).toBe(0);
    await openDirectory(administrator, true);
  });

  test("is opened by administrators only", async () => {
    const member = await makeViewer({ organisation: id });
    const moderator: Viewer = { ...administrator, role: "moderator" };
    for (const viewer of [member, moderator]) {
      await expect(openDirectory(viewer, true).catch(status)).resolves.toBe(404);
      await expect(openOrganisation(viewer, id, true).catch(status)).resolves.toBe(404);
    }
  });

  test("gives search engines the public fields, and no persons", async () => {
    const schema = JSON.stringify(schemaOf(await findProfile(null, id, "fr"), "https://portail.example"));
    expect(schema).toContain("Connue de tous.");
    for (const hidden of ["Quelqu", "+227", "Discret"]) expect(schema).not.toContain(hidden);
  });
});

test("focal points are asked to confirm once a year, and not before", async () => {
  const focal = await makeViewer({ organisation: id });
  await db.membership.updateMany({ where: { personId: focal.personId }, data: { role: "focal_point" } });
  await askToConfirm();
  expect(ports.queued.filter(({ queue }) => queue === "directory.reminder")).toEqual([]);
  await db.organisation.update({
    where: { id },
    data: { confirmedAt: new Date(Date.now() - 400 * 86_400_000) },
  });
  await askToConfirm();
  await askToConfirm();
  const asked = ports.queued.filter(({ queue }) => queue === "directory.reminder");
  expect(asked.map(({ data }) => data)).toEqual([{ personId: focal.personId, organisationId: id }]);
  await sendReminder({ personId: focal.personId, organisationId: id });
  expect(ports.sent.at(-1)?.text).toContain(`/annuaire/${id}`);
  expect(ports.sent.at(-1)?.subject).not.toContain("Ouverte");
});
