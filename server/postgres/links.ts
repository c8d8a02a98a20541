import { mkdir, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { errorCode } from "./errors";
import { exists, readJson } from "./files";

const LinksFile = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Creates the symbolic links between the bundled libraries, which npm packages cannot contain. The package's install
 * script creates them, but install scripts are often disabled. A read-only folder is left unchanged: the binaries are
 * then staged.
 */
export async function mendLinks(native: string): Promise<void> {
  const links = (await readJson(join(native, "pg-symlinks.json"), LinksFile)) ?? [];
  for (const { source, target } of links) {
    await mendLink(join(native, relative("native", source)), join(native, relative("native", target)));
  }
}

async function mendLink(file: string, link: string): Promise<void> {
  if (await exists(link)) return;
  try {
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), file), link);
  } catch (error) {
    // EEXIST: another portal was faster. The others: the folder is not writable.
    if (!["EEXIST", "EACCES", "EPERM", "EROFS"].includes(errorCode(error) ?? "")) throw error;
  }
}
