import { beforeAll, describe, expect, test } from "vitest";
import { LiveText } from "../../../tests/support/live-client";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { until } from "../../../tests/support/until";
import { liveViewerOfCookie } from "../../accounts/sessions.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import type { DocumentNode } from "../document-nodes";
import { canonicalForm } from "../editions/canonical";
import { derive } from "../sync/derivation.server";
import { recordReading } from "./readings.server";
import { restoreVersion } from "./restore.server";
import { compareVersions, listVersions, nameVersion, viewVersion } from "./versions.server";

const live = useLivePortal();
let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;

async function viewerCalled(start: string): Promise<Viewer> {
  const viewer = await liveViewerOfCookie(await live().signIn(await personOf(start)));
  if (!viewer) throw new Error(`${start} is not signed in`);
  return viewer;
}

beforeAll(async () => {
  jmed = await viewerCalled("jmed.point-focal");
  agadez = await viewerCalled("agadez.plaidoyer");
  observer = await viewerCalled("niamey.juristes");
});

const refused = (status: number) => expect.objectContaining({ status });

async function write(text: LiveText, id: string, words: string): Promise<void> {
  text.type(0, words);
  await until(() => expect(text.pending).toBe(0));
  await derive(id, jmed.personId, { bytes: 0 });
}

async function openText(viewer: Viewer, id: string): Promise<LiveText> {
  const text = new LiveText(await live().connect(viewer.personId), id);
  await text.open();
  return text;
}

const contentOf = async (versionId: string) =>
  canonicalForm({
    title: "",
    schema: 1,
    content: (await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } }))
      .content as unknown as DocumentNode,
  });

describe("automatic versions", () => {
  test("the pauses of one period of writing make one version, with its writers", async () => {
    const id = await makeText();
    const text = await openText(jmed, id);
    await write(text, id, "Un. ");
    await write(text, id, "Deux. ");
    const { versions } = await listVersions(observer, id);
    expect(versions).toMatchObject([{ kind: "auto", words: 2, previousId: null }]);
    expect(versions[0]?.organisations.map(({ acronym }) => acronym)).toEqual(["JMED"]);
  });

  test("a version that somebody has read stays, and shows them later what has changed since", async () => {
    const id = await makeText();
    const text = await openText(jmed, id);
    await write(text, id, "Les faits. ");
    expect(await recordReading(observer, id)).toBeNull();
    await write(text, id, "Plus de faits. ");
    await db.documentReading.updateMany({ where: { documentId: id }, data: { readAt: new Date(0) } });
    const earlier = await recordReading(observer, id);
    expect(earlier).not.toBeNull();
    // The same reading, a minute later.
    expect(await recordReading(observer, id)).toEqual(earlier);
    const { comparison } = await compareVersions(observer, id, {
      before: earlier?.versionId,
      after: undefined,
    });
    expect(comparison).toMatchObject({ added: 3, removed: 0 });
  });

  test("readers of the space alone see versions", async () => {
    const id = await makeText();
    await write(await openText(jmed, id), id, "x");
    const [version] = (await listVersions(observer, id)).versions;
    const stranger = await viewerCalled("candidat").catch(() => null);
    if (stranger) await expect(listVersions(stranger, id)).rejects.toEqual(refused(404));
    expect((await viewVersion(observer, id, version?.id)).words).toBe(1);
    await expect(viewVersion(observer, await makeText(), version?.id)).rejects.toEqual(refused(404));
  });
});

describe("named and restored versions", () => {
  test("a named version stays; readers name nothing", async () => {
    const id = await makeText();
    const text = await openText(jmed, id);
    await write(text, id, "Avant. ");
    await nameVersion(agadez, id, { name: "Envoyée aux membres" });
    await expect(nameVersion(observer, id, { name: "Non" })).rejects.toEqual(refused(403));
    await write(text, id, "Après. ");
    const { versions } = await listVersions(jmed, id);
    expect(versions.map(({ kind, name }) => [kind, name])).toEqual([
      ["auto", null],
      ["named", "Envoyée aux membres"],
    ]);
  });

  test("G9: restoring is a forward edit, which live writers receive and which loses nothing", async () => {
    const id = await makeText();
    const text = await openText(jmed, id);
    await write(text, id, "La première rédaction. ");
    await nameVersion(jmed, id, { name: "Première" });
    await write(text, id, "Un ajout. ");
    const [later, first] = (await listVersions(jmed, id)).versions;
    await expect(restoreVersion(observer, id, first?.id)).rejects.toEqual(refused(403));
    await restoreVersion(agadez, id, first?.id);
    await until(() => expect(text.text).not.toContain("Un ajout"));
    expect(text.text).toContain("La première rédaction");
    const { versions } = await listVersions(jmed, id);
    expect(versions.map(({ kind }) => kind)).toEqual(["restored", "auto", "named"]);
    expect(versions[1]?.id).toBe(later?.id);
    expect(await contentOf(versions[0]?.id ?? "")).toBe(await contentOf(first?.id ?? ""));
    // Writing goes on from there.
    await write(text, id, "Encore. ");
    expect((await listVersions(jmed, id)).versions[0]?.words).toBe(4);
  });
});
