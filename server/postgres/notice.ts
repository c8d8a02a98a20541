import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { orMissing, writeSafely } from "./files";

/** The location of a data folder's database: in it, elsewhere on this machine, or on the server of DATABASE_URL. */
export type DatabaseLocation =
  | { kind: "inside" }
  | { kind: "elsewhere"; cluster: string }
  | { kind: "server" };

/** The file in a data folder that states what a copy of the folder would lack. */
export const noticeName = "LISEZ-MOI.txt";

/** Writes the notice, for people who are about to copy the folder. */
export async function writeNotice(dataDir: string, location: DatabaseLocation): Promise<void> {
  const path = join(dataDir, noticeName);
  const text = [...french(location), "", ...english(location), ""].join("\n");
  if ((await orMissing(readFile(path, "utf8"))) !== text) await writeSafely(path, text, 0o600);
}

export async function removeNotice(dataDir: string): Promise<void> {
  await rm(join(dataDir, noticeName), { force: true });
}

function french(location: DatabaseLocation): string[] {
  const command = ["Pour sauvegarder le portail, même en marche :", "", "    npm run backup -- FICHIER"];
  if (location.kind === "inside") {
    return [
      "COPIER CE DOSSIER PENDANT QUE LE PORTAIL FONCTIONNE N’EST PAS UNE SAUVEGARDE :",
      "une copie de la base de données prise en marche est inutilisable.",
      ...command,
    ];
  }
  return [
    "LA BASE DE DONNÉES N’EST PAS DANS CE DOSSIER :",
    "une copie de ce dossier n’est pas une sauvegarde, elle ne contient aucun texte et aucun compte.",
    location.kind === "elsewhere"
      ? `La base de données est dans ${location.cluster}.`
      : "La base de données est sur le serveur PostgreSQL de DATABASE_URL.",
    ...command,
  ];
}

function english(location: DatabaseLocation): string[] {
  const command = ["To back up the portal, running or not:", "", "    npm run backup -- FILE"];
  if (location.kind === "inside") {
    return [
      "COPYING THIS FOLDER WHILE THE PORTAL RUNS IS NOT A BACKUP:",
      "a copy of the database taken while it runs cannot be used.",
      ...command,
    ];
  }
  return [
    "THE DATABASE IS NOT IN THIS FOLDER:",
    "a copy of this folder is not a backup, it holds no text and no account.",
    location.kind === "elsewhere"
      ? `The database is in ${location.cluster}.`
      : "The database is on the PostgreSQL server of DATABASE_URL.",
    ...command,
  ];
}
