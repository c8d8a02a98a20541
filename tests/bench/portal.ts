import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeCluster } from "../../server/postgres";
import { databaseInside, personasInside } from "../support/embedded";
import { signInAs, type Visitor } from "../support/visitor";
import { Child } from "./child";

/** The built demonstration on its own embedded database, as `npm run demo` starts it. */
export interface BenchPortal {
  url: string;
  databaseUrl: string;
  ownerUrl: string;
  signIn(standing: string): Promise<Visitor>;
  /** New sessions of everybody who writes in the network. */
  signInWriters(): Promise<Visitor[]>;
  /** The mail address of the persona who stands so. */
  emailOf(standing: string): Promise<string>;
  memory(): Promise<number>;
  /** The processor time of its process, in milliseconds; PostgreSQL's not included. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

export async function startBenchPortal(): Promise<BenchPortal> {
  const dataDir = await mkdtemp(join(tmpdir(), "portal-bench-"));
  await chmod(dataDir, 0o711); // as root, PostgreSQL runs as another user
  const file = join(import.meta.dirname, "../../build/process/demo.js");
  // With the room for young objects that `npm run demo` gives it.
  const { scripts } = JSON.parse(await readFile(join(import.meta.dirname, "../../package.json"), "utf8"));
  const [NODE_OPTIONS = ""] = /--max-semi-space-size=\d+/.exec(scripts.demo) ?? [];
  const child = new Child(file, ["--port=0", `--data-dir=${dataDir}`], { NODE_OPTIONS });
  const [, url = ""] = await child.printed(/answers at (http\S+)[\s\S]*Ctrl-C stops it/);
  const { url: databaseUrl, ownerUrl } = await databaseInside({ dataDir });
  const find = async (standing: string) =>
    (await personasInside({ dataDir })).find((persona) => persona.standing === standing);
  return {
    url,
    databaseUrl,
    ownerUrl,
    signIn: async (standing) => await signInAs(url, (await find(standing)) ?? null),
    async signInWriters() {
      const writers = (await personasInside({ dataDir })).filter(({ standing }) =>
        ["member", "focal point"].includes(standing),
      );
      return await Promise.all(writers.map((writer) => signInAs(url, writer)));
    },
    emailOf: async (standing) => (await find(standing))?.email ?? "",
    memory: () => child.memory(),
    cpu: () => child.cpu(),
    async stop() {
      await child.stop();
      await removeCluster(dataDir);
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
