import type { Viewer } from "../authorization/viewer";
import { Prisma } from "../db/generated/client";
import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";
import { isReadableFile } from "./access.server";
import { eraseFiles } from "./storage-jobs.server";

/** The file `t` may still be read, or only this person has ever described it: shown while it is visible. */
const whileReadable = (column: string) =>
  [
    column,
    (viewer: Viewer) => Prisma.sql`(SELECT f.${Prisma.raw(`"${column}"`)} FROM "File" f
      WHERE f."id" = t."id" AND ${isReadableFile(viewer)})`,
  ] as const;

/** The name of the file of a version, for those who may still read it. */
const file = [
  "file",
  (viewer: Viewer) =>
    Prisma.sql`(SELECT f."name" FROM "File" f WHERE f."id" = t."fileId" AND ${isReadableFile(viewer)})`,
] as const;

/** The files that a person has uploaded. */
export const filesPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "File",
      column: "authorId",
      onErasure: "keep",
      fields: [whileReadable("name"), whileReadable("description"), whileReadable("tags"), "createdAt"],
    },
    {
      table: "FileVersion",
      column: "authorId",
      onErasure: "keep",
      fields: [file, "number", "size", "mediaType", "createdAt"],
    },
    { table: "Picture", column: "personId", onErasure: "delete", fields: ["size", "createdAt"] },
    { table: "Upload", column: "personId", onErasure: "delete", fields: ["name", "size", "createdAt"] },
  ],
  exempt: [
    { table: "FileFolder", column: "createdById", because: actInRecord },
    { table: "LibraryEntry", column: "addedById", because: actInRecord },
    { table: "LibraryCollection", column: "createdById", because: actInRecord },
    { table: "Attachment", column: "createdById", because: actInRecord },
  ],
  async erase(tx, { id }, contributions) {
    if (contributions === "remove") await eraseFiles(tx, filesOnlyBy(id));
  },
};

/** Files whose versions are all of this person. */
const filesOnlyBy = (personId: string): Prisma.FileWhereInput => ({
  authorId: personId,
  state: { not: "erased" },
  versions: { none: { authorId: { not: personId } } },
});
