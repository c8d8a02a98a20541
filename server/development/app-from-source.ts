import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createServer, createServerModuleRunner, normalizePath, type ViteDevServer } from "vite";
import type { ModuleRunner } from "vite/module-runner";
import type { AppBuild, PortalBuild, RoomsBuild } from "../app-build";
import type { Listening } from "../listen";
import { say } from "../terminal";
import {
  bundleDocumentWorker,
  bundleFileProcess,
  bundleMailWorker,
  bundleTableWorker,
} from "./document-worker";

/**
 * The rooms served by Vite in development: a changed page is sent to the browser at once. There is one module graph here
 * too. When server code changes (a verb, the bus, the database client), the whole graph is reloaded, everything switches
 * to the new rooms, and the old ones close; so there is never a second client, bus or set of registrations.
 */
export async function loadAppFromSource(root: string, { server }: Listening): Promise<AppBuild> {
  const vite = await createServer({
    root,
    configFile: join(root, "vite.config.ts"),
    appType: "custom",
    logLevel: "warn",
    server: { middlewareMode: true, hmr: { server } },
    // If Vite discovered them one by one, it would re-bundle under the open page, for a moment with two copies of React.
    optimizeDeps: { noDiscovery: true, include: await browserPackages(join(root, "app")) },
  });
  server.once("close", () => void vite.close());
  const textWorker = await bundleDocumentWorker(root);
  const tableWorker = await bundleTableWorker(root);
  const mailWorker = await bundleMailWorker(root);
  const fileProcess = await bundleFileProcess(root);
  const source = new Source(vite, root);
  const build = await source.open();
  return {
    portal: build.entry.module.portal,
    textWorker,
    tableWorker,
    mailWorker,
    fileProcess,
    assets: vite.middlewares,
    pages: () => source.latest(),
    onReplaced: (move) => source.onReplaced(move),
  };
}

const importOfPackage =
  /^(?:import|export) (?!type )[^;"]*from "([^".~][^"]*)"|\bimport\("([^".][^"]*)"\)|^import "([^".][^"]*)"/gm;

/** Every package that our files import in the browser; some of them only for their types. */
async function browserPackages(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter(
    (name) => /\.tsx?$/.test(name) && !/\.(server|worker|test)\.|generated/.test(name),
  );
  const found = new Set<string>();
  for (const file of files) {
    const source = await readFile(join(folder, file), "utf8");
    for (const [, from, dynamic, bare] of source.matchAll(importOfPackage)) {
      const name = from ?? dynamic ?? bare ?? "";
      if (!name.startsWith("node:")) found.add(name);
    }
  }
  return [...found].sort();
}

/** The modules loaded from source, and the rooms in use. */
class Source {
  readonly #runner: ModuleRunner;
  readonly #files: LoadedFiles;
  #build: PortalBuild | undefined;
  #move: (replaced: RoomsBuild) => Promise<void> = async () => undefined;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(
    vite: ViteDevServer,
    private readonly root: string,
  ) {
    this.#runner = createServerModuleRunner(vite.environments.ssr, { hmr: false });
    this.#files = new LoadedFiles(vite, root);
  }

  /** @returns the build of the initial state of the files. */
  async open(): Promise<PortalBuild> {
    this.#build = await this.#load();
    await this.#files.tellChanges();
    return this.#build;
  }

  onReplaced(move: (replaced: RoomsBuild) => Promise<void>): void {
    this.#move = move;
  }

  /** The build of the current state of the files, with its rooms open. @throws the error in the files */
  async latest(): Promise<PortalBuild> {
    const looked = this.#looking.catch(() => undefined).then(() => this.#look());
    this.#looking = looked;
    return await looked;
  }

  async #look(): Promise<PortalBuild> {
    await this.#files.tellChanges();
    const build = await this.#loadWhole();
    if (build.entry.module.portal !== this.#build?.entry.module.portal) {
      await this.#move({
        portal: build.entry.module.portal,
        textWorker: await bundleDocumentWorker(this.root),
        tableWorker: await bundleTableWorker(this.root),
        mailWorker: await bundleMailWorker(this.root),
        fileProcess: await bundleFileProcess(this.root),
      });
      say("… the rooms are loaded anew");
    }
    this.#build = build;
    return build;
  }

  /**
   * Only modules affected by a change are evaluated again. If they include the portal, mixing old and new rooms would be
   * wrong, so all are evaluated again. Unchanged files are not transformed again.
   */
  async #loadWhole(): Promise<PortalBuild> {
    const reached = this.#files.isStale("app/portal.server.ts");
    if (reached) this.#runner.clearCache();
    const build = await this.#load();
    if (reached || build.entry.module.portal === this.#build?.entry.module.portal) return build;
    // A file changed between the check and the load, or the last load failed half way.
    this.#runner.clearCache();
    return await this.#load();
  }

  async #load(): Promise<PortalBuild> {
    return await this.#runner.import<PortalBuild>("virtual:remix/server-build");
  }
}

/** Maximum delay of the watcher's events after a change, in milliseconds. */
const watcherTellsWithin = 60;

/**
 * Modification times of the loaded files. Vite's watcher drops changes within 50 ms of the previous one, so a quick fix
 * of a mistake would not be loaded: each request therefore checks the files.
 */
class LoadedFiles {
  readonly #changedAt = new Map<string, number>();

  constructor(
    private readonly vite: ViteDevServer,
    private readonly root: string,
  ) {}

  /** Makes sure that Vite knows of all changes since the last call. */
  async tellChanges(): Promise<void> {
    const changed = (await Promise.all(this.#ours().map((file) => this.#noteChange(file)))).flat();
    if (changed.length === 0) return;
    // Later events of the watcher would load everything a second time.
    await delay(watcherTellsWithin);
    const { client, ssr } = this.vite.environments;
    for (const file of changed.filter((each) => !this.#isKnown(each))) {
      for (const { moduleGraph } of [client, ssr]) moduleGraph.onFileChange(file);
    }
  }

  /** @returns the file, if it has changed since the last check. */
  async #noteChange(file: string): Promise<string[]> {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 })); // deleted: also a change
    const before = this.#changedAt.get(file);
    this.#changedAt.set(file, mtimeMs);
    return before === undefined || before === mtimeMs ? [] : [file];
  }

  #isKnown(file: string): boolean {
    const modules = this.vite.environments.ssr.moduleGraph.getModulesByFile(file) ?? [];
    return [...modules].every(({ transformResult }) => transformResult === null);
  }

  /** Whether this file, or one that it imports, has changed since it was loaded. */
  isStale(file: string): boolean {
    const { moduleGraph } = this.vite.environments.ssr;
    const modules = moduleGraph.getModulesByFile(normalizePath(join(this.root, file))) ?? [];
    return [...modules].some(({ transformResult }) => transformResult === null);
  }

  #ours(): string[] {
    const app = `${normalizePath(join(this.root, "app"))}/`;
    return [...this.vite.environments.ssr.moduleGraph.fileToModulesMap.keys()].filter((file) =>
      file.startsWith(app),
    );
  }
}
