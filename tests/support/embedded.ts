import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PersonaAccount } from "../../prisma/demo/load.server";

interface HasDataDir {
  dataDir: string;
}

/** The PostgreSQL that a demonstration brought with it: its process, and the way in. */
export async function databaseInside({ dataDir }: HasDataDir): Promise<{ pid: number; url: string }> {
  const [pid, , , port] = (await readFile(join(dataDir, "postgresql/postmaster.pid"), "utf8")).split("\n");
  const { portal } = JSON.parse(await readFile(join(dataDir, "postgresql-passwords.json"), "utf8"));
  return { pid: Number(pid), url: `postgresql://remiddh_portal:${portal}@127.0.0.1:${port}/remiddh` };
}

/** The accounts of a running demonstration. */
export async function personasInside({ dataDir }: HasDataDir): Promise<PersonaAccount[]> {
  return JSON.parse(await readFile(join(dataDir, "personas.json"), "utf8"));
}
