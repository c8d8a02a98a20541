import type { PortalBuild } from "./app-build";

/** Vite's server build of `app/`: `#built-app` in package.json. It does not exist before the first build. */
declare const build: PortalBuild;
export = build;
