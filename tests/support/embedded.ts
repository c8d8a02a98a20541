import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PersonaAccount } from "../../prisma/demo/load.server";

interface HasDataDir {
  dataDir: string;
}

interface Inside {
  pid: number;
  /** As the portal itself. */
  url: string;
  /** As the owner of its tables, who alone may bring PostgreSQL's statistics up to date. */
  ownerUrl: string;
}

/** The PostgreSQL that a demonstration brought with it: its process, and the way in. */
export async function databaseInside({ dataDir }: HasDataDir): Promise<Inside> {
  const [pid, , , port] = (await readFile(join(dataDir, "postgresql/postmaster.pid"), "utf8")).split("\n");
  const { portal, owner } = JSON.parse(await readFile(join(dataDir, "postgresql-passwords.json"), "utf8"));
  const at = `127.0.0.1:${port}/remiddh`;
  return {
    pid: Number(pid),
    url: `postgresql://remiddh_portal:${portal}@${at}`,
    ownerUrl: `postgresql://remiddh_owner:${owner}@${at}`,
  };
}

/** The accounts of a running demonstration. */
export async function personasInside({ dataDir }: HasDataDir): Promise<PersonaAccount[]> {
  return JSON.parse(await readFile(join(dataDir, "personas.json"), "utf8"));
}
